/* import_faults.h - the files of an import, marked where they are wrong. */
#ifndef CLI_IMPORT_FAULTS_H
#define CLI_IMPORT_FAULTS_H

#include "cli/arguments.h"
#include "survey/error.h"
#include "survey/issues.h"

/* Read FILES once more and write them with ISSUES to PATH; nothing where there are none. */
bool import_faults(const struct arguments *args, const char *path, const char *const *files, size_t n_files,
                   const char *encoding, const struct issues *issues, struct error *err) MUST_CHECK;

#endif
