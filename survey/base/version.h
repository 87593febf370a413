/* version.h - which program this is. */
#ifndef SURVEY_VERSION_H
#define SURVEY_VERSION_H

#define DTXHH_VERSION "0.1"

#endif
