/** The pages of {@code docs/} that come from declarations. */
package vongdoi.command.pages;
