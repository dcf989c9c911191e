"""When things happen and in which order: the flows, the settings and the command line."""
