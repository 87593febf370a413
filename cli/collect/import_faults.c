#include "cli/collect/import_faults.h"

#include <stdlib.h>

#include "cli/terminal/command.h"
#include "importers/readers/reader.h"
#include "reports/forms/faults.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"

/* The rows of the sheet the reader is at. */
static bool copy_rows(struct faults *faults, struct reader *reader, struct error *err)
{
    struct row row;
    struct error local = {0};
    struct copied_cell *cells = NULL;
    struct area area;
    size_t room = 0;
    for (bool begun = false; reader_next(reader, &row, &local); begun = true) {
        for (size_t i = 0; !begun && reader_merged_area(reader, i, &area); i++)
            faults_merged(faults, &(struct copied_area){area.top, area.left, area.bottom, area.right});
        cells = grow(cells, &room, row.n_cells + 1, sizeof *cells);
        for (size_t c = 0; c < row.n_cells; c++)
            cells[c] = (struct copied_cell){row.cells[c].text, row.cells[c].kind != CELL_TEXT && !row.cells[c].value};
        faults_row(faults, &(struct copied_row){row.line, cells, row.n_cells, row.hidden});
    }
    free(cells);
    return error_pass(err, &local);
}

/* A file that cannot be read at all, or a sheet that is not read, has no table in the workbook. */
static void copy_file(struct faults *faults, const char *file, const char *encoding)
{
    struct error ignored = {0};
    struct issues *again = issues_new(); /* what was said before */
    struct reader_options options = {.encoding = encoding};
    struct reader *reader = reader_open_with(file, &options, again, &ignored);
    for (size_t s = 0; reader && s < reader_n_sheets(reader); s++) {
        const char *name = reader_sheet_name(reader, s);
        if (!faults_concern(faults, file, name) || !reader_go(reader, s, &ignored))
            continue;
        faults_table(faults, file, name);
        if (!copy_rows(faults, reader, &ignored))
            break;
    }
    reader_close(reader);
    issues_free(again);
}

bool import_faults(const struct arguments *args, const char *path, const char *const *files, size_t n_files,
                   const char *encoding, const struct issues *issues, struct error *err)
{
    if (issues_kept(issues) == 0) {
        command_note(args, _("nothing is wrong: \"%s\" is not written"), path);
        return true;
    }
    struct faults *faults = faults_new(path, argument_given(args, "force"), issues, err);
    if (!faults)
        return false;
    for (size_t i = 0; i < n_files; i++)
        copy_file(faults, files[i], encoding);
    if (!faults_close(faults, err))
        return false;
    command_note(args, _("written: \"%s\""), path);
    return true;
}
