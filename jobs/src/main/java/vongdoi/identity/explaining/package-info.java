/** What a person asks of the resolution: why, who, how good, and what if. */
package vongdoi.identity.explaining;
