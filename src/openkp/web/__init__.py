"""The pages, in French and English. A view translates a request into one call and its answer into a page."""
