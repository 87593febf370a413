#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"
#include "survey/base/text.h"
#include "survey/round/tables.h"

/* Words that Vietnamese has no other for. */
static const char own_names[] = "yamane|neyman|power|SIPAS";

/* TEXT, where it is FOLLOWED with 7% for what follows. */
static char *filled(const char *text, bool followed)
{
    const char *dots = followed ? strstr(text, "…") : NULL;
    return dots ? xasprintf("%.*s7%%%s", (int)(dots - text), text, dots + strlen("…")) : xstrdup(text);
}

/* WORD of CHOICES is found by each of its Vietnamese words, and in capitals; how many those are. */
static size_t check_word(const char *choices, const char *word)
{
    size_t n_words = 0, stem = strcspn(word, ":");
    char *name = xstrndup(word, stem + (word[stem] == ':'));
    char *must = word[stem] ? xasprintf("%s7%%", name) : xstrdup(name);
    const char *of;
    for (size_t i = 0; choice_words(i, &of); i++) {
        if (strcmp(choice_words(i, &of), name) != 0)
            continue;
        char *list = xstrdup(of), *rest = list;
        for (char *each; (each = strsep(&rest, "|")) != NULL; n_words++) {
            char *text = filled(each, word[stem]), *found = choice_find(choices, text),
                 *remark = xasprintf("%s (nhận xét)", text);
            cr_expect(found && !strcmp(found, must), "%s: %s is %s", choices, text, found ? found : "none");
            free(found);
            found = choice_find(choices, remark);
            cr_expect(found && !strcmp(found, must), "%s: %s is %s", choices, remark, found ? found : "none");
            free(found);
            free(remark);
            free(text);
        }
        free(list);
    }
    char *found = choice_find(choices, must);
    cr_expect(*must == '\0' || (found && !strcmp(found, must)), "%s: %s", choices, must);
    free(found);
    free(name);
    free(must);
    return n_words;
}

/* What a list offers for WORD is Vietnamese, and means it among CHOICES. */
static void check_offered(const char *where, const char *choices, const char *word)
{
    char *offered = choice_vietnamese(choices, word), *found = choice_find(choices, offered);
    cr_expect(found && !strcmp(found, word), "%s: %s is offered for %s, and is %s", where, offered, word,
              found ? found : "none");
    cr_expect(strcmp(offered, word) != 0 || choice_has("yamane|neyman|SIPAS", word), "%s: %s", where, word);
    free(found);
    free(offered);
}

static void check_choices(const char *where, const char *choices, bool offered)
{
    char *list = xstrdup(choices), *rest = list;
    for (char *word; (word = strsep(&rest, "|")) != NULL;) {
        cr_expect(choice_has(own_names, word) || check_word(choices, word) > 0, "%s: %s has no Vietnamese word", where,
                  word);
        if (offered)
            check_offered(where, choices, word);
    }
    free(list);
    char *found = choice_find(choices, "xyz");
    cr_expect_null(found);
    free(found);
}

/* Every fixed word of a definition may be written as this program prints it; a new one without a Vietnamese word fails.
 */
Test(choices, of_definitions_have_vietnamese_words_that_are_taken)
{
    size_t n = 0;
    for (enum table_id t = 0; t < N_TABLES; t++)
        for (size_t c = 0; c < table_specs[t].n_columns; c++) {
            const struct column_spec *column = &table_specs[t].columns[c];
            if (column->kind != K_CHOICE && column->kind != K_WORDS)
                continue;
            check_choices(column->name, column->choices, column->kind == K_CHOICE);
            n++;
        }
    for (enum setting_id s = 0; s < N_SETTINGS; s++)
        if (setting_specs[s].kind == K_CHOICE || setting_specs[s].kind == K_WORDS) {
            check_choices(setting_specs[s].key, setting_specs[s].choices, setting_specs[s].kind == K_CHOICE);
            n++;
        }
    cr_expect_gt(n, 25);
    check_choices("yes or no", "yes|no", true);
}

Test(choices, of_a_list_are_found_one_by_one)
{
    static const struct {
        const char *choices, *text, *is;
    } cases[] = {
        {"blank|required|multiple:P%|never", "blank; multiple:20%", "blank; multiple:20%"},
        {"blank|required|multiple:P%|never", "blank,required", "blank,required"},
        {"blank|required|multiple:P%|never", "Bỏ trống toàn bộ; đánh nhiều dấu quá 20% số ô", "blank; multiple:20%"},
        {"blank|required|multiple:P%|never", "Bỏ trống hết, bỏ trống câu bắt buộc", "blank; required"},
        {"blank|required|multiple:P%|never", "BLANK lạ", "blank; lạ"},
        {"|appraised|survey|sipas", "điểm thẩm định; điểm SIPAS", "appraised; sipas"},
        {"|appraised|survey|sipas", "không có", ""},
        {"|appraised|survey|sipas", "luck", "luck"},
        {"single|double|double:P%", "Nhập lại 10% số phiếu", "double:10%"},
        {"single|double|double:P%", "Double", "double"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *is = choices_find(cases[i].choices, cases[i].text);
        cr_expect_str_eq(is, cases[i].is, "%s: %s", cases[i].text, is);
        free(is);
    }
    cr_expect_eq(choice_position("single|double|double:P%", "double:10%"), 2);
    cr_expect_eq(choice_position("single|double|double:P%", "double"), 1);
    cr_expect_eq(choice_position("single|double|double:P%", "doubled"), SIZE_MAX);
    char *unit = choice_find("institute|unit:CODE", "Đơn vị: SNV");
    cr_expect_str_eq(unit, "unit:SNV");
    free(unit);
}
