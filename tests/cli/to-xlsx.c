/* to-xlsx.c - a text table as a workbook, as other programs write them: for tests and measurements.
 *
 *     cc -O2 -o to-xlsx tests/cli/to-xlsx.c -lxlsxwriter
 *     to-xlsx [-n] [-t] IN.csv OUT.xlsx [SHEET]
 *
 * IN.csv is plain: commas, no quotes; with -t tabs, and `\n` in a cell is a line break.  With -n digits become
 * numbers, else all cells are text.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <xlsxwriter.h>

/* A line break for each `\n` in CELL. */
static void break_lines(char *cell)
{
    char *to = cell;
    for (const char *p = cell; *p; p++)
        if (p[0] == '\\' && p[1] == 'n') {
            *to++ = '\n';
            p++;
        } else {
            *to++ = *p;
        }
    *to = '\0';
}

int main(int argc, char **argv)
{
    int numbers = argc > 1 && !strcmp(argv[1], "-n");
    argc -= numbers;
    argv += numbers;
    int tabs = argc > 1 && !strcmp(argv[1], "-t");
    argc -= tabs;
    argv += tabs;
    FILE *in = argc >= 3 ? fopen(argv[1], "re") : NULL;
    if (!in)
        return 2;
    lxw_workbook_options options = {.constant_memory = LXW_TRUE};
    lxw_workbook *book = workbook_new_opt(argv[2], &options);
    lxw_worksheet *sheet = workbook_add_worksheet(book, argc > 3 ? argv[3] : NULL);
    char *line = NULL;
    size_t room = 0;
    ssize_t n;
    for (lxw_row_t row = 0; (n = getline(&line, &room, in)) > 0; row++) {
        lxw_col_t column = 0;
        line[strcspn(line, "\r\n")] = '\0';
        char *rest = line, *cell;
        while ((cell = strsep(&rest, tabs ? "\t" : ","))) {
            if (tabs)
                break_lines(cell);
            size_t digits = strspn(cell, "0123456789.");
            if (numbers && digits && !cell[digits])
                worksheet_write_number(sheet, row, column, strtod(cell, NULL), NULL);
            else if (*cell)
                worksheet_write_string(sheet, row, column, cell, NULL);
            column++;
        }
    }
    free(line);
    fclose(in);
    return workbook_close(book) != LXW_NO_ERROR;
}
