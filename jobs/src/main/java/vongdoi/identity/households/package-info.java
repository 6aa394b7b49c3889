/** Customers who live together. */
package vongdoi.identity.households;
