/* words.h - the round's codes in the words of the people who read the report. */
#ifndef REPORTS_WORDS_H
#define REPORTS_WORDS_H

#include "survey/round/ballots.h"
#include "survey/round/definition.h"
#include "survey/round/tables.h"

const char *invalid_words(enum invalid why);
const char *method_short(enum method method); /* for a narrow column: "Thẩm định", "ĐTXHH" */
const char *design_words(enum group_design design);
/* Why a group was left out of a leaf; the text itself where it is not a known word. */
const char *dropped_words(const char *why);
/* The name of a step of the weights' recipe. */
const char *step_words(const char *name);
const char *totals_words(const char *totals);

/* How the sample was drawn. */
const char *algorithm_words(const char *algorithm);

/* POINTS of MAX on a scale of 100, followed by hand: "74,75 / 80 × 100 = 93,44"; a new string. */
char *rescaled_words(decimal points, decimal max, const struct rules *rules);

/* What a band of classes is of. */
const char *class_of_words(enum class_of of);

/* What the setting S says, in a sentence, where tables may say otherwise what holds; a new string. */
char *setting_words(const struct definition *d, enum setting_id s);

/* The name of C, with the bounds its sum is held within: "Thưởng, trừ (không quá 2, không dưới -4)"; a new string. */
char *criterion_words(const struct criterion *c);

/* How many points leaf C may get: "12,5", or "từ -3 đến 0" for bonus and malus; a new string. */
char *bounds_words(const struct criterion *c);

const char *block_words(const struct definition *d, size_t block); /* its name; "Mọi khối" for ALL */
const char *unit_words(const struct definition *d, size_t unit);
const char *group_words(const struct definition *d, size_t group);
/* The name of the office whose code is OFFICE, and its telephone or ""; OFFICE itself where the definition has none. */
const char *office_words(const struct definition *d, const char *office);
const char *office_phone(const struct definition *d, const char *office);

/* A stratum's name: a unit's or an office's where it is one by which the group is stratified. */
const char *stratum_words(const struct definition *d, size_t group, const char *stratum);

#endif
