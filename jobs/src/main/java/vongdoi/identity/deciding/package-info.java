/** Which records of a component are one customer, and what guards keep apart. */
package vongdoi.identity.deciding;
