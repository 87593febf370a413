#include "cli/tables/joint_file.h"

#include <stdlib.h>

#include "cli/terminal/table.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/output.h"
#include "survey/base/strbuf.h"
#include "survey/round/listing.h"

struct joint_stratum *joint_file_add(struct joint_file *f, size_t n, struct error *err)
{
    if (f->n_units + n > JOINT_FILE_MOST) {
        error_set(err, E_MATHS, _("a table of joint probabilities has up to %d units; the sample has more"),
                  JOINT_FILE_MOST);
        return NULL;
    }
    f->strata = grow(f->strata, &f->room, f->n_strata + 1, sizeof *f->strata);
    struct joint_stratum *s = &f->strata[f->n_strata++];
    *s = (struct joint_stratum){n, xcalloc(n, sizeof *s->ids), xcalloc(n * n, sizeof *s->joint)};
    f->n_units += n;
    return s;
}

/* The probability of unit A of stratum S together with unit B of stratum T. */
static double both(const struct joint_stratum *s, size_t a, const struct joint_stratum *t, size_t b)
{
    return s == t ? s->joint[a * s->n + b] : s->joint[a * s->n + a] * t->joint[b * t->n + b];
}

bool joint_file_write(const struct joint_file *f, const char *path, bool force, struct error *err)
{
    struct output output = {0};
    if (!output_open(&output, path, force, err))
        return false;
    const char **cells = xcalloc(f->n_units + 1, sizeof *cells);
    char(*numbers)[REAL_TEXT] = xcalloc(f->n_units + 1, sizeof *numbers);
    struct strbuf line = {0};
    size_t n = 0;
    cells[n++] = "id";
    for (size_t s = 0; s < f->n_strata; s++)
        for (size_t a = 0; a < f->strata[s].n; a++)
            cells[n++] = f->strata[s].ids[a];
    strbuf_csv_line(&line, cells, n);
    fputs(line.text, output.file);
    for (size_t s = 0; s < f->n_strata; s++)
        for (size_t a = 0; a < f->strata[s].n; a++) {
            n = 0;
            cells[n++] = f->strata[s].ids[a];
            for (size_t t = 0; t < f->n_strata; t++)
                for (size_t b = 0; b < f->strata[t].n; b++, n++)
                    cells[n] = real_format(both(&f->strata[s], a, &f->strata[t], b), numbers[n]);
            strbuf_csv_line(&line, cells, n);
            fputs(line.text, output.file);
        }
    strbuf_release(&line);
    free(cells);
    free(numbers);
    bool ok = output_commit(&output, err);
    output_abandon(&output);
    return ok;
}

void joint_file_release(struct joint_file *f)
{
    for (size_t s = 0; s < f->n_strata; s++) {
        free(f->strata[s].ids);
        free(f->strata[s].joint);
    }
    free(f->strata);
}
