/** Tables and views by their names: for queries, for a server, and for other engines. */
package vongdoi.command.query;
