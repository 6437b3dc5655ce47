"""What the lists share: order, pages, filters kept in the address, exports; and the history of an object."""
