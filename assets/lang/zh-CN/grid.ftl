### grid
