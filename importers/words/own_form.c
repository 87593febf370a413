#include "importers/words/own_form.h"

#include <stdlib.h>
#include <string.h>

#include "survey/base/dictionary.h"
#include "survey/base/memory.h"
#include "survey/base/text.h"
#include "survey/round/form_names.h"

struct meaning {
    size_t question, unit; /* question NONE where it could be two */
};

struct own_form {
    const struct definition *d;
    struct dictionary *names; /* the type's number, then the name folded */
    struct meaning *means;
    size_t room;
};

/* The key of NAME in TYPE; forms trim and join blanks. */
static char *key_of(size_t type, const char *name)
{
    char *folded = text_fold(name), *key = xasprintf("%zu %s", type, folded);
    free(folded);
    return key;
}

static void add(struct own_form *f, size_t type, char *name, size_t question, size_t unit)
{
    bool added;
    char *key = key_of(type, name);
    size_t i = dictionary_add(f->names, key, strlen(key), &added);
    f->means = grow(f->means, &f->room, i + 1, sizeof *f->means);
    f->means[i] = (struct meaning){added ? question : NONE, unit};
    free(key);
    free(name);
}

static void add_both(struct own_form *f, size_t type, size_t question, size_t unit)
{
    char *name = form_name(f->d, question, unit), *title = form_title(f->d, question, unit);
    if (!text_same(name, title))
        add(f, type, name, question, unit);
    else
        free(name);
    add(f, type, title, question, unit);
}

struct own_form *own_form_new(const struct definition *d)
{
    struct own_form *f = xcalloc(1, sizeof *f);
    f->d = d;
    f->names = dictionary_new();
    for (size_t q = 0; q < d->n_questions; q++) {
        size_t type = d->questions[q].ballot_type;
        if (d->questions[q].per_ballot || !form_names_units(d, type))
            add_both(f, type, q, NONE);
        for (size_t u = 0; !d->questions[q].per_ballot && form_names_units(d, type) && u < d->n_units; u++)
            if (form_asks(d, type, q, u))
                add_both(f, type, q, u);
    }
    return f;
}

void own_form_free(struct own_form *f)
{
    if (!f)
        return;
    dictionary_free(f->names);
    free(f->means);
    free(f);
}

static bool find(const struct own_form *f, size_t type, const char *name, size_t *question, size_t *unit)
{
    char *key = key_of(type, name);
    size_t i = dictionary_find(f->names, key);
    free(key);
    if (i == SIZE_MAX || f->means[i].question == NONE)
        return false;
    *question = f->means[i].question;
    *unit = f->means[i].unit;
    return true;
}

bool own_form_find(const struct own_form *f, size_t type, const char *name, size_t *question, size_t *unit)
{
    if (find(f, type, name, question, unit))
        return true;
    const char *mark = name + strlen(name); /* group/name, group-name */
    while (mark > name && *mark != '/' && *mark != '-')
        mark--;
    return mark > name && !strpbrk(name, " \t\n") && find(f, type, mark + 1, question, unit);
}
