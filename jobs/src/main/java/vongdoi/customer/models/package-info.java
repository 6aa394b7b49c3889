/**
 * Models of customers as several stages store and read them, and the words in which they tell of a
 * customer.
 */
package vongdoi.customer.models;
