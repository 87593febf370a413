/* own_form.h - the columns of an export of a form that `template form` made, by the names it gave them. */
#ifndef IMPORTERS_OWN_FORM_H
#define IMPORTERS_OWN_FORM_H

#include "survey/round/definition.h"

struct own_form;

struct own_form *own_form_new(const struct definition *d);
void own_form_free(struct own_form *form);

/* What column NAME, behind the groups in front of it, asks on ballots of TYPE; false where it asks nothing, or could
 * ask two things. */
bool own_form_find(const struct own_form *form, size_t type, const char *name, size_t *question, size_t *unit);

#endif
