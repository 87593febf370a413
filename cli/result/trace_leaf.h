/* trace_leaf.h - the screen of a leaf: its points down to ballots, decisions, documents. */
#ifndef CLI_TRACE_LEAF_H
#define CLI_TRACE_LEAF_H

#include "cli/result/trace.h"

/* Leaf NODE, which applies to the unit; its name is printed. */
bool trace_leaf(struct trace *trace, size_t node, struct error *err) MUST_CHECK;

#endif
