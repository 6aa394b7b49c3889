/** Models of customers as several stages store and read them. */
package vongdoi.customer.models;
