/* SPDX-License-Identifier: MIT */
/* What a diagnostic usually comes from and what cures it, for readers who meet its number.
 */
#include "planner/base/diag.h"

typedef struct advice {
    int number;
    const char *cause, *cure;
} advice;

/* In the order of the registry; a unit test holds the two together. */
static const advice advices[] = {
    {RFI_D_FILE_UNREADABLE,
     "The path does not exist, names a folder or a device, or may not be read.",
     "Check the path and its permissions; an id without '/' and without \".xml\" is looked "
     "up on the search path instead."},
    {RFI_D_FILE_TOO_LARGE, "The file has more than 64 MiB.",
     "Split it: a site, a catalogue of measures and an hourly weather file all stay far "
     "below."},
    {RFI_D_XML_SYNTAX,
     "A tag is not closed, an attribute has no quotes, or '<' or '&' stands bare in a "
     "value.",
     "Correct the line that is named; write &lt; and &amp; inside values."},
    {RFI_D_XML_DOCTYPE,
     "The file begins with <!DOCTYPE ...> or declares entities of its own.",
     "Delete the declaration: nothing outside the file is ever read, and the five entities "
     "of XML need none."},
    {RFI_D_XML_TOO_DEEP, "Elements are nested deeper than any document kind needs.",
     "Look for an element that is closed too late."},
    {RFI_D_XML_TOO_MANY,
     "The document holds more elements than the reader accepts: 200000 of a plan, 20000 of "
     "anything else.",
     "State equal units once with a count instead of one element each."},
    {RFI_D_XML_LONG_VALUE, "An attribute or a text is longer than its kind may be.",
     "Shorten it: words have at most 400 characters, values 4096 bytes."},
    {RFI_D_XML_NAMESPACE, "The root element lacks xmlns=\"urn:rackfit:1\".",
     "Add the attribute to the root element."},
    {RFI_D_XML_ENCODING, "The file was saved in another encoding than UTF-8.",
     "Save it as UTF-8; a byte order mark is fine."},
    {RFI_D_EPW_FORM,
     "A header line is missing, a row has too few fields, or the rows are not those of one "
     "year in order.",
     "Take the file as its publisher wrote it, not one that a spreadsheet saved again."},
    {RFI_D_ELEMENT_UNKNOWN, "A name is misspelled or stands at the wrong place.",
     "Follow the hint, or print the schema: rackfit schema site."},
    {RFI_D_ATTRIBUTE_UNKNOWN,
     "A name is misspelled, or the attribute does not go with this element or kind.",
     "Follow the hint, or see the element in docs/descriptor.md."},
    {RFI_D_ATTRIBUTE_MISSING, "The element cannot be read without this attribute.",
     "Add it; where the figure is not known, most attributes accept \"unknown\"."},
    {RFI_D_ELEMENT_MISSING, "The document or element needs this child.",
     "Add the element that the message names."},
    {RFI_D_ELEMENT_REPEATED, "An element that describes one thing stands twice.",
     "Keep one of them; their attributes are not merged."},
    {RFI_D_TEXT_UNEXPECTED, "Words stand between elements.",
     "Move them into a comment <!-- ... --> or into an attribute that takes words."},
    {RFI_D_ROOT_UNKNOWN,
     "The root element is not site, profile, measures, climate or plan.",
     "Check that the right file was given."},
    {RFI_D_KIND_WRONG, "A profile was given where a site is expected, or the like.",
     "Swap the arguments, or check the path."},
    {RFI_D_VALUE_SYNTAX, "The value does not read as its kind: a number, date, point list.",
     "Write it as the message shows: \"12.5 MW\", \"7.5..9.3 MW\", \"2027-Q3\", \"0,0 60,0 "
     "60,30 0,30 m\"."},
    {RFI_D_UNIT_MISSING, "A number stands alone.",
     "Add the unit; a bare number could be anything."},
    {RFI_D_UNIT_UNKNOWN,
     "The unit is misspelled, in the wrong case, or measures something else.",
     "Case matters: MW is not mW. The units are listed in docs/descriptor.md."},
    {RFI_D_POWER_KIND,
     "Megawatts at the utility, at the facility and of critical IT differ by tens of "
     "percent, and the value does not say which is meant, or says the wrong one.",
     "Add \"at utility\", \"at facility\", \"critical IT\" or \"thermal\", as the message "
     "asks."},
    {RFI_D_VALUE_RANGE, "The value is possible as a quantity but not for this attribute.",
     "Check the unit and the decimal point against the source."},
    {RFI_D_RANGE_ORDER, "The first end of a range is above its second.",
     "Write low..high or low..base..high."},
    {RFI_D_VALUE_TOO_FINE, "The value has more decimals than its base unit can hold.",
     "Drop the decimals: no source is that exact."},
    {RFI_D_VALUE_TOO_LARGE, "The value overflows 64 bits of its base unit.",
     "Check the unit and the decimal point."},
    {RFI_D_WORD_UNKNOWN, "The attribute takes one of a few words.",
     "Use one of the words that the message lists."},
    {RFI_D_OUTLINE_SHAPE,
     "Corners repeat, edges cross, or an edge runs neither along x nor along y.",
     "List the inner corners in order; approximate slanted walls inward by steps."},
    {RFI_D_OUTSIDE_HALL,
     "An obstacle, door or zone has coordinates outside of the outline.",
     "All coordinates share the origin of the outline; check for swapped x and y."},
    {RFI_D_VALUE_MISSING, "A file of another format marks a value as missing.",
     "Take the value from the publisher, or leave the record out."},
    {RFI_D_ID_REPEATED, "Two things bear one id, so that references would be ambiguous.",
     "Rename one of them and whatever refers to it."},
    {RFI_D_ID_UNKNOWN, "A reference names an id that the document does not hold.",
     "Follow the hint, or add what is referred to."},
    {RFI_D_ID_SYNTAX, "Ids have lower-case letters, digits, '.', '_' and '-', at most 64.",
     "Rename it; the printed name belongs into \"name\"."},
    {RFI_D_SOURCE_UNKNOWN, "A \"src\" names a source that is not declared at the top.",
     "Add a <source> with title, date and grade, or correct the id."},
    {RFI_D_CYCLE, "Following \"from\" or \"requires\" leads back to the start.",
     "\"from\" points upstream: towards the interconnect, resp. the heat's way out."},
    {RFI_D_CATALOGUE_UNKNOWN,
     "No folder of the search path holds a document of this kind with this id.",
     "rackfit list shows what is there; -c DIR or RACKFIT_PATH adds a folder."},
    {RFI_D_SOURCE_MISSING, "A figure stands in the file without saying where it is from.",
     "Add src=\"ID\" of a declared source: without one the figure prints as an "
     "assumption."},
    {RFI_D_GROUP_MIXED,
     "Units of one group are in parallel on one bus, yet differ in what a bus has once.",
     "Give them the same \"from\", \"standby\" and kind, or put them into two groups."},
    {RFI_D_CLAIM_WRONG,
     "The claimed redundancy is not what the installed units and policy come to.",
     "Correct the claim or the count: verdicts rest on what is installed."},
    {RFI_D_NAME_AMBIGUOUS, "The words given to rackfit why match several requirements.",
     "Name one of the candidates in full: OWNER/KIND/NAME."},
    {RFI_D_HALL_UNFED, "Without a feed no power limit of the hall can be derived.",
     "Add feed=\"GROUP\", or read the site with a reference design (-r)."},
    {RFI_D_POWER_ORDER,
     "Power is energised that is not contracted, or contracted that was "
     "not announced.",
     "Check the three figures and their dates against the source."},
    {RFI_D_SPACE_SHORT,
     "A wall or equipment stands within the working space that live parts need.",
     "Move the equipment, or turn its front; a local engineer has the last word."},
    {RFI_D_CHECK_FAILED,
     "A plan breaks a limit by the separate check. From a file: the plan or an input was "
     "changed. From a run of rackfit: a fault of rackfit.",
     "Verify against the inputs that the plan names; report a fault with site and "
     "command."},
    {RFI_D_DIGEST_DIFFERS, "An input file is not the one that the plan was made from.",
     "Get the old file, or make the plan anew."},
    {RFI_D_OUTPUT_FAILED,
     "The disk is full, the folder read-only, or the reader went away.",
     "Free space or choose another place; the previous file is untouched."},
    {RFI_D_FONT_MISSING, "Drawings are set in Inter, with DejaVu Sans for what it lacks.",
     "Install the packages fonts-inter and fonts-dejavu-core."},
    {RFI_D_MEMORY, "The machine gave no more memory.",
     "Close other programs or raise the limit; no output was touched."},
};

static const advice *advice_of(int number)
{
    for (size_t i = 0; i < sizeof(advices) / sizeof(advices[0]); i++) {
        if (advices[i].number == number) {
            return &advices[i];
        }
    }
    return NULL;
}

const char *rfi_code_cause(int number)
{
    const advice *found = advice_of(number);
    return found == NULL ? NULL : found->cause;
}

const char *rfi_code_cure(int number)
{
    const advice *found = advice_of(number);
    return found == NULL ? NULL : found->cure;
}

int rfi_code_at(size_t index)
{
    static const int numbers[] = {
#define RFI_CODE_NUMBER(number, name, words) number,
        RFI_CODES(RFI_CODE_NUMBER)
#undef RFI_CODE_NUMBER
    };
    return index < sizeof(numbers) / sizeof(numbers[0]) ? numbers[index] : 0;
}
