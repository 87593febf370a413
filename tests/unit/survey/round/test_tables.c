/* docs/definition.md says of every table, column and fixed word of a definition what this program says of them.
 * UPDATE=1 writes it anew. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"
#include "survey/base/strbuf.h"
#include "survey/round/tables.h"

static const char head[] =
    "# Các bảng của một định nghĩa\n\n"
    "Một định nghĩa là một thư mục có các bảng CSV dưới đây, hoặc một tệp .xlsx có các trang tính cùng tên\n"
    "(`dtxhh template definition TỆP.xlsx`). Tên bảng, tên cột viết bằng tiếng Anh hoặc tiếng Việt; chữ cố định viết "
    "như\n"
    "ở đây hoặc như trong ngoặc, hoa thường như nhau. Dấu * sau tên cột: phải ghi. `*` ở cột \"mã hoặc *\" là mọi "
    "khối,\n"
    "đơn vị, tiêu chí, nhóm. Chỗ ghi mã ghi tên đầy đủ hoặc tên gọi tắt cũng được. Tệp này do một phép thử giữ đúng "
    "với\n"
    "chương trình (`tests/unit/survey/round/test_tables.c`).\n";

static const char *kind_words(enum column_kind kind)
{
    switch (kind) {
    case K_CODE:
        return "mã: chữ in hoa không dấu, số, `.`, `_`, `-`";
    case K_CODE_OR_ALL:
        return "mã hoặc `*`";
    case K_CODES:
        return "các mã, cách nhau dấu `;`";
    case K_KEY:
        return "tên thiết lập";
    case K_NAME:
        return "chữ trên một dòng";
    case K_TEXT:
        return "chữ";
    case K_CHOICE:
        return "một trong";
    case K_WORDS:
        return "các từ, cách nhau dấu `;`, trong";
    case K_YES_NO:
        return "`yes` (có) hoặc `no` (không)";
    case K_INTEGER:
        return "số nguyên từ 0";
    case K_DECIMAL:
        return "số, nhiều nhất chín chữ số thập phân";
    case K_PERCENT:
        return "phần trăm: 75 hoặc 75%";
    case K_BY_UNIT:
        return "số hoặc phần trăm: 12.5, 75%";
    case K_SHARE:
        return "tỷ lệ: 20% hoặc 0.2";
    case K_DATE:
        return "ngày: 31/12/2024 hoặc 2024-12-31";
    }
    return "";
}

/* Text within a cell of a table. */
static void add_cell(struct strbuf *doc, const char *text)
{
    for (; *text; text++)
        if (*text == '|')
            strbuf_adds(doc, "\\|");
        else
            strbuf_add(doc, text, 1);
}

/* The first Vietnamese words of each of CHOICES. */
static void add_choices(struct strbuf *doc, const char *choices)
{
    char *list = xstrdup(choices), *rest = list;
    bool first = true;
    for (char *word; (word = strsep(&rest, "|")) != NULL;) {
        if (!*word)
            continue;
        size_t stem = strcspn(word, ":");
        const char *of;
        strbuf_addf(doc, "%s`%s`", first ? " " : ", ", word);
        first = false;
        bool opened = false;
        for (size_t i = 0; choice_words(i, &of); i++) {
            const char *key = choice_words(i, &of);
            if (strncmp(key, word, stem + (word[stem] == ':')) != 0 || key[stem + (word[stem] == ':')])
                continue;
            strbuf_adds(doc, opened ? "; " : " (");
            for (const char *p = of; *p; p++)
                strbuf_add(doc, *p == '|' ? ";" : p, 1), *p == '|' ? strbuf_adds(doc, " ") : (void)0;
            opened = true;
        }
        strbuf_adds(doc, opened ? ")" : "");
    }
    free(list);
}

static void add_table(struct strbuf *doc, const struct table_spec *t)
{
    strbuf_addf(doc, "\n## `%s`: %s\n\n%s.%s\n\n| cột | tên | ghi | ý nghĩa |\n|---|---|---|---|\n", t->name,
                t->vietnamese, t->note, t->required ? " Phải có." : "");
    for (size_t c = 0; c < t->n_columns; c++) {
        const struct column_spec *column = &t->columns[c];
        strbuf_addf(doc, "| `%s`%s | ", column->name, column->key || column->required ? " *" : "");
        add_cell(doc, column->vietnamese);
        strbuf_addf(doc, " | %s", kind_words(column->kind));
        if (column->kind == K_CHOICE || column->kind == K_WORDS)
            add_choices(doc, column->choices);
        else if (column->choices && column->kind != K_YES_NO)
            strbuf_addf(doc, ", của bảng `%s`", column->choices);
        strbuf_adds(doc, " | ");
        add_cell(doc, column->note);
        strbuf_adds(doc, " |\n");
    }
}

static void add_settings(struct strbuf *doc)
{
    strbuf_adds(doc, "\n## Các chữ của thiết lập\n\nMọi thiết lập, giá trị mặc định và ý nghĩa: `docs/settings.md`.\n\n"
                     "| khóa | tên | ghi |\n|---|---|---|\n");
    for (enum setting_id s = 0; s < N_SETTINGS; s++) {
        const struct setting_spec *spec = &setting_specs[s];
        strbuf_addf(doc, "| `%s` | %s | %s", spec->key, spec->vietnamese, kind_words(spec->kind));
        if (spec->kind == K_CHOICE || spec->kind == K_WORDS)
            add_choices(doc, spec->choices);
        strbuf_adds(doc, " |\n");
    }
}

Test(tables, are_documented_as_they_are)
{
    static const char path[] = "docs/definition.md";
    struct strbuf doc = {0}, is = {0};
    strbuf_adds(&doc, head);
    for (enum table_id t = 0; t < N_TABLES; t++)
        add_table(&doc, &table_specs[t]);
    add_settings(&doc);
    if (getenv("UPDATE")) {
        FILE *out = fopen(path, "w");
        cr_assert(out && fputs(strbuf_text(&doc), out) >= 0 && fclose(out) == 0);
    }
    FILE *in = fopen(path, "r");
    cr_assert(in, "%s is missing", path);
    char room[4096];
    for (size_t n; (n = fread(room, 1, sizeof room, in)) > 0;)
        strbuf_add(&is, room, n);
    fclose(in);
    cr_assert(!strcmp(strbuf_text(&is), strbuf_text(&doc)),
              "%s is not what the tables say; `make test T=documented UPDATE=1` writes it anew", path);
    strbuf_release(&doc);
    strbuf_release(&is);
}
