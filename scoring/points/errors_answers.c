/* The answers that errors are made of, one by one, so that anyone can repeat them. */
#include <stdlib.h>
#include <string.h>

#include "scoring/points/errors_inside.h"
#include "survey/base/memory.h"

void point_errors_answers(const struct definition *d, const struct survey_results *survey, const struct cases *cases,
                          const struct error_unit *units, size_t n_units, size_t block,
                          void (*to)(void *data, const struct case_answer *answer), void *data)
{
    struct errors_making m = {.cases = cases, .tell = to, .tell_data = data, .told_block = block};
    errors_lay_out(&m, d, survey, units, n_units);
    m.count = xcalloc(m.n_answers, sizeof *m.count);
    m.none = xcalloc(d->n_units, sizeof *m.none);
    struct piece *pieces = errors_pieces_new(&m);
    for (size_t s = 0; s < cases->n_strata; s++) {
        if (!cases->strata[s].random)
            continue;
        errors_go_through(&m, s, PASS_COUNT, pieces, NULL, NULL);
        errors_go_through(&m, s, PASS_TELL, pieces, NULL, NULL);
        memset(m.none, 0, d->n_units * sizeof *m.none);
    }
    errors_pieces_free(&m, pieces);
    free(m.count);
    free(m.none);
    errors_release(&m, survey);
}
