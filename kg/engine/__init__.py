"""The engines that hold the graph and answer SPARQL, and the child process in which untrusted queries run."""
