/**
 * Renders the Markdown of the repository as one folder of HTML pages with navigation and a search
 * that works offline. {@link dev.lintel.site.SiteBuilder} is the program.
 */
package dev.lintel.site;
