/**
 * Vietnam's places before and after the reform of 1 July 2025, when 63 provinces became 34 and
 * districts went: an address written either way is one address.
 */
package vongdoi.customer.places;
