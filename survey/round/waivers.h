/* waivers.h - warnings that a person has looked into, written down with the run that met them. */
#ifndef SURVEY_WAIVERS_H
#define SURVEY_WAIVERS_H

#include "survey/base/error.h"
#include "survey/base/issues.h"
#include "survey/store/log.h"

/* A row of the table `accepted` for each code of ISSUES that was accepted (issues_accept) and came. */
bool waivers_write(struct run *run, const struct issues *issues, struct error *err) MUST_CHECK;

#endif
