/* golden_estimate.c - every case of tests/golden/cases.json that has a design, through `dtxhh estimate`.
 *
 *   golden_estimate PROGRAM FOLDER [WORD]      WORD: a part of the names to run
 *
 * Runs the command line the case describes in FOLDER (tests/golden), compares every value that R gives, and prints
 * `ok CASE` or `FAIL CASE` and what differs.  Of raked designs the standard error is R's calibrate(calfun = "raking"),
 * `se_greg`.
 */
#include <jansson.h>
#include <math.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_FIELDS = 32, MOST_ROWS = 4000, COMMAND = 8000 };

static char work[] = "/tmp/golden-XXXXXX";
static const char *program;

struct answer {
    size_t n_fields, n_rows;
    char *names[MOST_FIELDS];
    char *cells[MOST_ROWS][MOST_FIELDS];
};

static void put(char *command, const char *format, ...)
{
    va_list args;
    size_t used = strlen(command);
    va_start(args, format);
    vsnprintf(command + used, COMMAND - used, format, args);
    va_end(args);
}

static const char *text_of(const json_t *j, const char *name)
{
    return json_string_value(json_object_get(j, name));
}

/* A string, or an array of them, joined by BETWEEN; "" where there is none. */
static const char *join(const json_t *j, char *out, size_t size, char between)
{
    out[0] = '\0';
    if (json_is_string(j))
        snprintf(out, size, "%s", json_string_value(j));
    for (size_t i = 0; i < json_array_size(j); i++) {
        size_t used = strlen(out);
        snprintf(out + used, size - used, "%s%s", i ? (char[]){between, '\0'} : "",
                 json_string_value(json_array_get(j, i)));
    }
    return out;
}

static void put_list(char *command, const char *option, const json_t *list)
{
    char words[2000];
    if (*join(list, words, sizeof words, ','))
        put(command, " --%s '%s'", option, words);
}

static void put_totals(char *command, const json_t *step)
{
    char path[200];
    snprintf(path, sizeof path, "%s/totals.csv", work);
    FILE *f = fopen(path, "w");
    fprintf(f, "variable,category,total\n");
    size_t i;
    json_t *t;
    json_array_foreach(json_object_get(step, "totals"), i, t)
    {
        const char *var = text_of(t, "var"), *level = text_of(t, "level");
        fprintf(f, "%s,%s,%.17g\n", var ? var : "", level ? level : "", json_number_value(json_object_get(t, "total")));
    }
    fclose(f);
    put(command, " --calibrate %s --calfun %s", path, text_of(step, "calfun"));
}

static void put_step(char *command, const json_t *step, bool *raked)
{
    const char *type = text_of(step, "type");
    const json_t *bounds = json_object_get(step, "bounds");
    if (!strcmp(type, "poststratify")) {
        put(command, " --poststratify %s", text_of(step, "margin"));
    } else if (!strcmp(type, "rake")) {
        put_list(command, "rake", json_object_get(step, "margins"));
        *raked = true;
    } else if (!strcmp(type, "calibrate")) {
        put_totals(command, step);
        if (bounds)
            put(command, " --bounds %.17g,%.17g", json_number_value(json_array_get(bounds, 0)),
                json_number_value(json_array_get(bounds, 1)));
        if (json_object_get(step, "aggregate_stage"))
            put(command, " --aggregate-stage %d", (int)json_number_value(json_object_get(step, "aggregate_stage")));
    } else if (!strcmp(type, "trim")) {
        put(command, " --trim ");
        if (json_object_get(step, "lower"))
            put(command, "%.17g", json_number_value(json_object_get(step, "lower")));
        put(command, ",");
        if (json_object_get(step, "upper"))
            put(command, "%.17g", json_number_value(json_object_get(step, "upper")));
        if (json_is_true(json_object_get(step, "strict")))
            put(command, " --strict");
    } else if (!strcmp(type, "to_replicates")) {
        put(command, " --replicates %s%s", text_of(step, "method"),
            json_is_true(json_object_get(step, "mse")) ? " --mse" : "");
    } else if (!strcmp(type, "replicate_file")) {
        put(command, " --replicate-weights %s --scale %.17g%s", text_of(step, "file"),
            json_number_value(json_object_get(step, "scale")),
            json_is_true(json_object_get(step, "mse")) ? " --mse" : "");
    } else {
        put(command, " --no-such-step");
    }
}

static void put_statistic(char *command, const json_t *stat)
{
    const char *type = text_of(stat, "type");
    const json_t *vars = json_object_get(stat, "vars"), *deff = json_object_get(stat, "deff");
    if (!strcmp(type, "mean") || !strcmp(type, "total"))
        put_list(command, type, vars);
    else if (!strcmp(type, "contrast"))
        put_list(command, "mean", vars);
    else if (!strcmp(type, "var"))
        put_list(command, "variance", vars);
    else if (!strcmp(type, "vcov"))
        put_list(command, "covariance", vars);
    else if (!strcmp(type, "alpha"))
        put_list(command, "alpha", vars);
    else if (!strcmp(type, "ratio"))
        put(command, " --ratio '%s/%s'", text_of(stat, "num"), text_of(stat, "den"));
    else if (!strcmp(type, "ciprop"))
        put(command, " --proportion '%s' --ci %s", text_of(stat, "var"), text_of(stat, "method"));
    else if (!strcmp(type, "chisq"))
        put(command, " --statistic %s", text_of(stat, "statistic")), put_list(command, "table", vars);
    else if (!strcmp(type, "table"))
        put(command, " --total 1"), put_list(command, "by", vars);
    else if (!strcmp(type, "ttest")) {
        const char *formula = text_of(stat, "formula"), *tilde = strchr(formula, '~');
        put(command, " --mean '%.*s' --by '%s' --contrast=-1,1", (int)(tilde - formula), formula, tilde + 1);
    } else if (!strcmp(type, "quantile")) {
        char name[200];
        join(vars, name, sizeof name, ',');
        put(command, " --qrule %s --quantile '", text_of(stat, "qrule"));
        const json_t *probs = json_object_get(stat, "probs");
        for (size_t i = 0; i < (json_is_array(probs) ? json_array_size(probs) : 1); i++)
            put(command, "%s%s@%.15g", i ? "," : "", name,
                json_number_value(json_is_array(probs) ? json_array_get(probs, i) : probs));
        put(command, "'");
    }
    put_list(command, "by", json_object_get(stat, "by"));
    const json_t *coefs = json_object_get(stat, "coefs");
    for (size_t i = 0; i < json_array_size(coefs); i++)
        put(command, "%s%.17g", i ? "," : " --contrast=", json_number_value(json_array_get(coefs, i)));
    if (json_is_true(deff))
        put(command, " --deff wor");
    else if (json_is_string(deff))
        put(command, " --deff wr");
    if (json_object_get(stat, "conf"))
        put(command, " --conf %.17g", json_number_value(json_object_get(stat, "conf")));
    if (json_object_get(stat, "df"))
        put(command, " --df %.17g", json_number_value(json_object_get(stat, "df")));
    if (json_array_size(vars) > 1 && json_is_true(json_object_get(stat, "na_rm")))
        put(command, " --missing listwise");
}

static void make_command(const json_t *c, char *command, bool *raked)
{
    const json_t *design = json_object_get(c, "design");
    snprintf(command, COMMAND, "%s estimate %s --csv --lang en", program, text_of(c, "data"));
    put_list(command, "psu", json_object_get(design, "ids"));
    put_list(command, "strata", json_object_get(design, "strata"));
    put_list(command, "weight", json_object_get(design, "weights"));
    put_list(command, "fpc", json_object_get(design, "fpc"));
    put(command, " --lonely-psu %s", text_of(c, "lonely_psu"));
    if (json_is_true(json_object_get(c, "adjust_domain_lonely")))
        put(command, " --adjust-domain-lonely");
    size_t i;
    json_t *step;
    *raked = false;
    json_array_foreach(json_object_get(c, "steps"), i, step) put_step(command, step, raked);
    put_statistic(command, json_object_get(c, "stat"));
    if (json_object_get(c, "expected_weights"))
        put(command, " --weights-out %s/w.csv --force", work);
    put(command, " 2>%s/err", work);
}

static int run(const char *command, struct answer *a)
{
    static char text[4000000];
    memset(a, 0, sizeof *a);
    FILE *p = popen(command, "r");
    size_t n = fread(text, 1, sizeof text - 1, p);
    text[n] = '\0';
    int status = pclose(p);
    char *rest = text, *line;
    while ((line = strsep(&rest, "\n")) && *line) {
        char *cell;
        size_t f = 0;
        while ((cell = strsep(&line, ",")) && f < MOST_FIELDS) {
            a->cells[a->n_rows][f++] = cell;
        }
        if (a->n_rows == 0)
            a->n_fields = f;
        a->n_rows++;
    }
    for (size_t f = 0; f < a->n_fields; f++)
        a->names[f] = a->cells[0][f];
    return status;
}

/* The cell of FIELD in ROW, "" where there is none. */
static const char *cell(const struct answer *a, size_t row, const char *field)
{
    for (size_t f = 0; f < a->n_fields; f++)
        if (!strcmp(a->names[f], field))
            return a->cells[row][f] ? a->cells[row][f] : "";
    return "";
}

/* The row of the answer that an expected row speaks of; 0 where there is none. */
static size_t find_row(const struct answer *a, const json_t *expected, const json_t *by, const char *term)
{
    for (size_t r = 1; r < a->n_rows; r++) {
        bool same = !term || !strcmp(cell(a, r, "term"), term);
        for (size_t i = 0; same && i < (json_is_array(by) ? json_array_size(by) : by ? 1 : 0); i++) {
            const char *column = json_string_value(json_is_array(by) ? json_array_get(by, i) : by);
            const json_t *v = json_object_get(expected, column);
            char text[100];
            if (json_is_string(v))
                snprintf(text, sizeof text, "%s", json_string_value(v));
            else
                snprintf(text, sizeof text, "%.15g", json_number_value(v));
            same = !strcmp(cell(a, r, column), text);
        }
        if (same)
            return r;
    }
    return 0;
}

static size_t compared;

/* What is wrong with the case at hand, said below its verdict. */
static char wrong[8000];

__attribute__((format(printf, 1, 2))) static void differs(const char *format, ...)
{
    size_t used = strlen(wrong);
    va_list args;
    va_start(args, format);
    used += (size_t)snprintf(wrong + used, sizeof wrong - used, "    ");
    if (used < sizeof wrong)
        vsnprintf(wrong + used, sizeof wrong - used, format, args);
    va_end(args);
}

static size_t failed;

static void say(bool ok, const char *name)
{
    printf("%s %s\n", ok ? "ok" : "FAIL", name);
    if (!ok)
        printf("%s%s", wrong, *wrong && wrong[strlen(wrong) - 1] != '\n' ? "\n" : "");
    failed += !ok;
    *wrong = '\0';
}

/* False where TEXT is not what is expected: relative, and absolute near 0. */
static bool near(const char *what, const char *text, const json_t *expected, double tolerance, double scale)
{
    if (!json_is_number(expected)) {
        if (!*text)
            return true;
        differs("%s is %s, expected none\n", what, text);
        return false;
    }
    double e = json_number_value(expected), x = *text ? strtod(text, NULL) : NAN;
    compared++;
    if (fabs(x - e) <= tolerance * fmax(fabs(e), scale))
        return true;
    differs("%s is %s, expected %.15g\n", what, *text ? text : "empty", e);
    return false;
}

static bool check_weights(const char *expected, double tolerance)
{
    char path[200], a[200], b[200];
    snprintf(path, sizeof path, "%s/w.csv", work);
    FILE *ours = fopen(path, "r"), *theirs = fopen(expected, "r");
    bool ok = ours && theirs;
    size_t n = 0;
    while (ok && fgets(b, sizeof b, theirs)) {
        ok = fgets(a, sizeof a, ours) != NULL;
        char *x = strchr(a, ','), *y = strchr(b, ',');
        if (ok && n++) {
            double e = strtod(y + 1, NULL), w = strtod(x + 1, NULL);
            compared++;
            ok = fabs(e - w) <= tolerance * fmax(1, fabs(e));
            if (!ok)
                differs("weight of row %zu is %.15g, expected %.15g\n", n - 1, w, e);
        }
    }
    if (ours)
        fclose(ours);
    if (theirs)
        fclose(theirs);
    return ok && n > 1;
}

static bool check_row(const struct answer *a, const json_t *c, const json_t *expected, bool iterative)
{
    static const char *const pairs[][2] = {{"estimate", "estimate"},
                                           {"cv", "cv"},
                                           {"ci_t_l", "ci_low"},
                                           {"ci_t_u", "ci_high"},
                                           {"deff", "deff"},
                                           {"ci_l", "ci_low"},
                                           {"ci_u", "ci_high"},
                                           {"covariance", "estimate"},
                                           {"df", "df"},
                                           {"statistic", "statistic"},
                                           {"ndf", "ndf"},
                                           {"ddf", "ddf"},
                                           {"p", "p"}};
    const json_t *stat = json_object_get(c, "stat");
    const char *type = text_of(stat, "type"), *term = text_of(expected, "term");
    bool ttest = !strcmp(type, "ttest"), test = !strcmp(type, "chisq"), ciprop = !strcmp(type, "ciprop");
    char name[200];
    if (ciprop && term) { /* comp.imp=Yes is comp.impYes here */
        const char *equals = strchr(term, '=');
        snprintf(name, sizeof name, "%.*s%s", (int)(equals - term), term, equals + 1);
        term = name;
    }
    if (ttest || test || !strcmp(type, "table"))
        term = NULL;
    const json_t *by = !strcmp(type, "contrast") ? NULL
                       : !strcmp(type, "table")  ? json_object_get(stat, "vars")
                                                 : json_object_get(stat, "by");
    size_t r = find_row(a, expected, by, term);
    if (!r) {
        differs("no row for term %s\n", term ? term : "");
        return false;
    }
    bool likelihood = ciprop && !strcmp(text_of(stat, "method"), "likelihood"),
         greg = json_object_get(expected, "se_greg") != NULL, ok = true;
    /* R reads likelihood limits off a spline, 1.3e-5 from the profile itself at the most here. */
    double tolerance = likelihood ? 1.3e-5 : iterative ? 1e-7 : 1e-9, size = fabs(strtod(cell(a, r, "estimate"), NULL));
    const json_t *se = json_object_get(expected, greg ? "se_greg" : "se");
    /* Of one row there is no standard error; R has 0. */
    bool alone = json_number_value(json_object_get(expected, "n")) == 1 && json_number_value(se) == 0;
    if (alone)
        return near("estimate", cell(a, r, "estimate"), json_object_get(expected, "estimate"), tolerance, 0) &&
               !*cell(a, r, "se") && !*cell(a, r, "ci_low") && !*cell(a, r, "ci_high");
    if (se)
        ok &= near("se", cell(a, r, "se"), se, tolerance, 1e-5 * size);
    for (size_t k = 0; k < sizeof pairs / sizeof *pairs; k++) {
        const json_t *e = json_object_get(expected, pairs[k][0]);
        if (!e || (greg && strcmp(pairs[k][0], "estimate")) || (ttest && strcmp(pairs[k][0], "estimate")) ||
            (!strcmp(pairs[k][0], "df") && json_number_value(e) > 1e9))
            continue;
        ok &= near(pairs[k][0], cell(a, r, pairs[k][1]), e, tolerance, strcmp(pairs[k][0], "cv") ? 1e-9 : 1e-5);
    }
    const json_t *df = json_object_get(c, "design_df");
    if (!test && !ciprop && df && !by && strcmp(type, "table"))
        ok &= near("df", cell(a, r, "df"), df, 0, 0);
    return ok;
}

static bool check(const json_t *c)
{
    static struct answer a;
    char command[COMMAND];
    bool iterative = false, ok = true;
    make_command(c, command, &iterative);
    int status = run(command, &a);
    if (json_object_get(c, "expected_error")) {
        if (status != 0)
            return true;
        differs("expected an error\n");
        return false;
    }
    if (status != 0) {
        differs("status %d\n    %s\n", status, command);
        char line[500], path[200];
        snprintf(path, sizeof path, "%s/err", work);
        FILE *f = fopen(path, "r");
        while (f && fgets(line, sizeof line, f))
            differs("%s", line);
        if (f)
            fclose(f);
        return false;
    }
    size_t i;
    json_t *expected, *step;
    json_array_foreach(json_object_get(c, "steps"), i, step) iterative |= !strcmp(text_of(step, "type"), "calibrate");
    json_array_foreach(json_object_get(c, "expected"), i, expected) ok &= check_row(&a, c, expected, iterative);
    const char *weights = text_of(c, "expected_weights");
    if (weights)
        ok &= check_weights(weights, iterative ? 1e-7 : 1e-9);
    if (!ok)
        differs("%s\n", command);
    return ok;
}

/* Sums that punish naive summation, against exact rational arithmetic (numeric.json). */
static bool check_exact(const char *set, const json_t *exact, const json_t *tolerance)
{
    static const struct {
        const char *name, *option, *field;
    } figures[] = {{"total", "total", "estimate"},
                   {"mean", "mean", "estimate"},
                   {"variance", "variance", "estimate"},
                   {"se_mean", "mean", "se"},
                   {"se_total", "total", "se"}};
    static struct answer a;
    char command[COMMAND];
    bool ok = true;
    for (size_t k = 0; k < sizeof figures / sizeof *figures; k++) {
        snprintf(command, sizeof command, "%s estimate data/%s.csv --csv --weight w --%s y", program, set,
                 figures[k].option);
        if (run(command, &a) != 0)
            return false;
        double e = strtod(json_string_value(json_object_get(exact, figures[k].name)), NULL),
               x = strtod(cell(&a, 1, figures[k].field), NULL),
               limit = json_number_value(json_object_get(tolerance, figures[k].name));
        compared++;
        if (fabs(x - e) > limit * fabs(e)) {
            differs("%s is %.17g, exactly %.17g\n", figures[k].name, x, e);
            ok = false;
        }
    }
    return ok;
}

/* A line of more.csv, `"args","by","term",estimate,se`, split in place. */
static bool split_more(char *line, char *field[5])
{
    for (size_t f = 0; f < 5; f++) {
        bool quoted = *line == '"';
        field[f] = line + quoted;
        char *end = quoted ? strchr(line + 1, '"') : line + strcspn(line, ",\n");
        if (!end)
            return false;
        line = end + 1 + (quoted && end[1] == ',');
        *end = '\0';
    }
    return true;
}

/* Every row of more.csv: words, domain, term, estimate, se. */
static void check_more(const char *word)
{
    static struct answer a;
    char line[2000], last[2000] = "", command[COMMAND];
    FILE *f = fopen("more.csv", "r");
    int status = -1;
    while (f && fgets(line, sizeof line, f)) {
        char *field[5];
        if (!split_more(line, field) || !strcmp(field[0], "args") || !strstr(field[0], word))
            continue;
        if (strcmp(last, field[0]) != 0) {
            snprintf(last, sizeof last, "%s", field[0]);
            snprintf(command, sizeof command, "%s estimate %s --csv --quiet", program, field[0]);
            status = run(command, &a);
        }
        size_t r = 0;
        for (size_t i = 1; status == 0 && !r && i < a.n_rows; i++)
            if (!strcmp(cell(&a, i, "term"), field[2]) && (!*field[1] || !strcmp(a.cells[i][0], field[1])))
                r = i;
        double estimate = strtod(field[3], NULL), se = strtod(field[4], NULL);
        bool ok = r && fabs(strtod(cell(&a, r, "estimate"), NULL) - estimate) <= 1e-9 * fabs(estimate) &&
                  fabs(strtod(cell(&a, r, "se"), NULL) - se) <= 1e-7 * fmax(se, 1e-5 * fabs(estimate));
        compared += 2;
        char name[sizeof line + 100];
        snprintf(name, sizeof name, "%s: %s %s", field[0], field[1], field[2]);
        if (!ok)
            differs("%s %s is %s, %s, expected %.15g, %.15g\n", field[1], field[2],
                    r ? cell(&a, r, "estimate") : "missing", r ? cell(&a, r, "se") : "", estimate, se);
        say(ok, name);
    }
    if (f)
        fclose(f);
    else
        say(false, "more.csv");
}

/* The JSON of a file; one that cannot be read is a failure. */
static json_t *load(const char *path)
{
    json_error_t why;
    json_t *root = json_load_file(path, 0, &why);
    if (!root) {
        differs("%s\n", why.text);
        say(false, path);
    }
    return root;
}

int main(int argc, char **argv)
{
    if (argc < 3 || !mkdtemp(work))
        return 2;
    program = realpath(argv[1], NULL);
    if (!program || chdir(argv[2]) != 0)
        return 2;
    const char *word = argc > 3 && !strstr("golden", argv[3]) ? argv[3] : "", *set;
    json_t *root = load("cases.json"), *c;
    size_t i;
    json_array_foreach(json_object_get(root, "cases"), i, c)
    {
        if (json_object_get(c, "design") && strstr(text_of(c, "id"), word))
            say(check(c), text_of(c, "id"));
    }
    json_decref(root);
    check_more(word);
    root = load("numeric.json");
    json_object_foreach(json_object_get(root, "sets"), set, c)
    {
        if (strstr(set, word))
            say(check_exact(set, c, json_object_get(root, "tolerance_relative")), set);
    }
    json_decref(root);
    char command[300];
    snprintf(command, sizeof command, "rm -rf %s", work);
    if (system(command) != 0)
        say(false, "the folder could not be removed");
    return failed != 0;
}
