/** Which records are compared at all: the blocks of each rule, counted before any pair is made. */
package vongdoi.identity.blocking;
