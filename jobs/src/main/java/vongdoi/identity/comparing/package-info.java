/**
 * How two values of a record are compared: normalisation, levels of agreement, names, birth dates.
 */
package vongdoi.identity.comparing;
