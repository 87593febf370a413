/* import_faults.h - the files of an import, marked where they are wrong. */
#ifndef CLI_IMPORT_FAULTS_H
#define CLI_IMPORT_FAULTS_H

#include "cli/terminal/arguments.h"
#include "survey/base/error.h"
#include "survey/base/issues.h"

/* Read FILES once more and write them with ISSUES to PATH; nothing where there are none. */
bool import_faults(const struct arguments *args, const char *path, const char *const *files, size_t n_files,
                   const char *encoding, const struct issues *issues, struct error *err) MUST_CHECK;

#endif
