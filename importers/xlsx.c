#include "importers/xlsx.h"

#include "survey/message.h"

struct xlsx *xlsx_open(const char *path, struct issues *issues, struct error *err)
{
    (void)issues;
    error_set(err, E_FILE, _("\"%s\" is a workbook, which cannot be read yet; save it as CSV"), path);
    return NULL;
}

void xlsx_close(struct xlsx *book)
{
    (void)book;
}

size_t xlsx_n_sheets(const struct xlsx *book)
{
    (void)book;
    return 0;
}

const char *xlsx_sheet_name(const struct xlsx *book, size_t sheet)
{
    (void)book;
    (void)sheet;
    return NULL;
}

bool xlsx_go(struct xlsx *book, size_t sheet, struct error *err)
{
    (void)book;
    (void)sheet;
    return error_set(err, E_FILE, "?");
}

bool xlsx_next(struct xlsx *book, struct row *row, struct error *err)
{
    (void)book;
    (void)row;
    (void)err;
    return false;
}
