/* SPDX-License-Identifier: MIT */
/* Fonts are pinned: a fontconfig configuration of our own that holds the files below and
 * nothing else, so that neither the user's configuration nor other installed fonts can
 * change a line break. Hinting and metric hinting are off, positions are rounded by Pango
 * to 1/1024 point only. */
#include "reports/paint/typeset.h"

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <string.h>

typedef struct kept_line { /* layout NULL: nothing is kept here */
    PangoLayout *layout;
    rfi_face face;
    double size, track;
    char text[40];
} kept_line;

enum { KEPT_LINES = 1024 };

struct rfi_typesetter {
    FcConfig *config;
    PangoFontMap *map;
    PangoContext *context;
    kept_line lines[KEPT_LINES]; /* by hash; a newer line takes the place of an older one */
};

/* Directories of the packages of Debian, Fedora and Arch, then a local installation. */
static const char *const inter_places[] = {
    "/usr/share/fonts/opentype/inter",   "/usr/share/fonts/truetype/inter",
    "/usr/share/fonts/rsms-inter-fonts", "/usr/share/fonts/inter",
    "/usr/local/share/fonts/inter",      NULL};
static const char *const inter_files[] = {
    "Inter-Regular",        "Inter-SemiBold",        "Inter-Bold",        "Inter-Italic",
    "InterDisplay-Regular", "InterDisplay-SemiBold", "InterDisplay-Bold", NULL};
static const char *const fallback_places[] = {
    "/usr/share/fonts/truetype/dejavu", "/usr/share/fonts/dejavu-sans-fonts",
    "/usr/share/fonts/TTF", "/usr/share/fonts/dejavu", NULL};
static const char *const fallback_files[] = {"DejaVuSans", "DejaVuSans-Bold", NULL};

static bool add_file(FcConfig *config, const char *const *places, const char *file)
{
    static const char *const endings[] = {"otf", "ttf"};
    for (size_t i = 0; places[i] != NULL; i++) {
        for (size_t k = 0; k < 2; k++) {
            char *path = g_strdup_printf("%s/%s.%s", places[i], file, endings[k]);
            bool added = g_file_test(path, G_FILE_TEST_IS_REGULAR) &&
                         FcConfigAppFontAddFile(config, (const FcChar8 *)path);
            g_free(path);
            if (added) {
                return true;
            }
        }
    }
    return false;
}

static bool add_fonts(FcConfig *config, rf_diags *diags)
{
    for (size_t i = 0; inter_files[i] != NULL; i++) {
        if (!add_file(config, inter_places, inter_files[i])) {
            rfi_diag(diags, RF_ERROR, RFI_D_FONT_MISSING, (rfi_place){0},
                     "the font file \"%s\" was not found", inter_files[i]);
            rfi_diag_hint(diags, "install Inter 4 (Debian: fonts-inter)");
            return false;
        }
    }
    for (size_t i = 0; fallback_files[i] != NULL; i++) {
        (void)add_file(config, fallback_places, fallback_files[i]);
    }
    return true;
}

static bool picks(PangoContext *context, const char *family, rf_diags *diags)
{
    PangoFontDescription *wanted = pango_font_description_new();
    pango_font_description_set_family(wanted, family);
    pango_font_description_set_absolute_size(wanted, 10 * PANGO_SCALE);
    PangoFont *font = pango_context_load_font(context, wanted);
    PangoFontDescription *got = font == NULL ? NULL : pango_font_describe(font);
    const char *name = got == NULL ? "none" : pango_font_description_get_family(got);
    bool same = strcmp(name, family) == 0;
    if (!same) {
        rfi_diag(diags, RF_ERROR, RFI_D_FONT_MISSING, (rfi_place){0},
                 "font family \"%s\" was picked instead of \"%s\"", name, family);
    }
    pango_font_description_free(got);
    pango_font_description_free(wanted);
    g_clear_object(&font);
    return same;
}

static void set_rendering(PangoContext *context)
{
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(context, options);
    cairo_font_options_destroy(options);
    pango_cairo_context_set_resolution(context, 72);
    pango_context_set_round_glyph_positions(context, FALSE);
    pango_context_set_language(context, pango_language_from_string("en"));
    pango_context_set_base_dir(context, PANGO_DIRECTION_LTR);
}

rfi_typesetter *rfi_typesetter_new(rf_diags *diags)
{
    rfi_typesetter *typesetter = g_new0(rfi_typesetter, 1);
    typesetter->config = FcConfigCreate();
    if (typesetter->config == NULL || !add_fonts(typesetter->config, diags)) {
        rfi_typesetter_free(typesetter);
        return NULL;
    }
    typesetter->map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(typesetter->map), typesetter->config);
    typesetter->context = pango_font_map_create_context(typesetter->map);
    set_rendering(typesetter->context);
    if (!picks(typesetter->context, "Inter", diags) ||
        !picks(typesetter->context, "Inter Display", diags)) {
        rfi_typesetter_free(typesetter);
        return NULL;
    }
    return typesetter;
}

void rfi_typesetter_free(rfi_typesetter *typesetter)
{
    if (typesetter == NULL) {
        return;
    }
    for (size_t i = 0; i < KEPT_LINES; i++) {
        g_clear_object(&typesetter->lines[i].layout);
    }
    g_clear_object(&typesetter->context);
    if (typesetter->map != NULL) { /* Pango 1.50 keeps its reference unless told so */
        pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(typesetter->map), NULL);
    }
    g_clear_object(&typesetter->map);
    if (typesetter->config != NULL) {
        FcConfigDestroy(typesetter->config);
    }
    g_free(typesetter);
}

/* ---- switches in the text become attributes ---------------------------------------------
 */

enum { STRONG = 0, SOFT, RAISE, SWITCHES };

typedef struct marking {
    PangoAttrList *list;
    GString *plain;
    GArray *origin;
    guint since[SWITCHES];
    bool on[SWITCHES];
} marking;

static void add_range(PangoAttrList *list, PangoAttribute *attribute, guint from, guint to)
{
    attribute->start_index = from;
    attribute->end_index = to;
    pango_attr_list_insert(list, attribute);
}

static PangoAttribute *new_colour(rfi_ink ink)
{
    return pango_attr_foreground_new((guint16)(((ink >> 16) & 0xFFU) * 257U),
                                     (guint16)(((ink >> 8) & 0xFFU) * 257U),
                                     (guint16)((ink & 0xFFU) * 257U));
}

static void end_switch(marking *mark, int which, const rfi_letters *letters)
{
    guint from = mark->since[which];
    guint to = (guint)mark->plain->len;
    if (!mark->on[which] || from == to) {
        mark->on[which] = false;
        return;
    }
    mark->on[which] = false;
    if (which == STRONG) {
        add_range(mark->list, pango_attr_weight_new(PANGO_WEIGHT_SEMIBOLD), from, to);
    } else if (which == SOFT) {
        add_range(mark->list, new_colour(RFI_INK_SOFT), from, to);
    } else {
        double rise = 0.34 * letters->size * PANGO_SCALE;
        add_range(mark->list, pango_attr_rise_new((int)rise), from, to);
        add_range(mark->list, pango_attr_scale_new(0.7), from, to);
    }
}

/* True when the byte is a switch. */
static bool turn_switch(marking *mark, unsigned char byte, const rfi_letters *letters)
{
    static const char begins[SWITCHES] = {'\x0e', '\x11', '\x13'};
    for (int i = 0; i < SWITCHES; i++) {
        if (byte == (unsigned char)begins[i]) {
            mark->on[i] = true;
            mark->since[i] = (guint)mark->plain->len;
            return true;
        }
        if (byte == (unsigned char)begins[i] + 1U) {
            end_switch(mark, i, letters);
            return true;
        }
    }
    return false;
}

static void read_switches(marking *mark, const rfi_letters *letters, const char *text)
{
    for (const char *c = text; *c != '\0'; c++) {
        if (turn_switch(mark, (unsigned char)*c, letters)) {
            continue;
        }
        size_t place = (size_t)(c - text);
        g_array_append_val(mark->origin, place);
        g_string_append_c(mark->plain, *c);
        if (g_str_has_suffix(mark->plain->str, RFI_LOZENGE)) {
            guint end = (guint)mark->plain->len;
            add_range(mark->list, new_colour(RFI_INK_ASSUMPTION),
                      end - (guint)strlen(RFI_LOZENGE), end);
        }
    }
    for (int i = 0; i < SWITCHES; i++) {
        end_switch(mark, i, letters);
    }
    size_t place = strlen(text);
    g_array_append_val(mark->origin, place);
}

static PangoFontDescription *describe(const rfi_letters *letters)
{
    static const PangoWeight weights[] = {PANGO_WEIGHT_NORMAL, PANGO_WEIGHT_SEMIBOLD,
                                          PANGO_WEIGHT_BOLD, PANGO_WEIGHT_NORMAL};
    PangoFontDescription *font = pango_font_description_new();
    pango_font_description_set_family_static(font, letters->size >= 13
                                                       ? "Inter Display,Inter,DejaVu Sans"
                                                       : "Inter,DejaVu Sans");
    pango_font_description_set_weight(font, weights[letters->face]);
    pango_font_description_set_style(
        font, letters->face == RFI_FACE_SLANTED ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
    pango_font_description_set_absolute_size(font, letters->size * PANGO_SCALE);
    return font;
}

PangoLayout *rfi_typeset(const rfi_typesetter *typesetter, const rfi_letters *letters,
                         const char *text, double width, char **ret_plain,
                         size_t **ret_origin)
{
    marking mark = {.list = pango_attr_list_new(),
                    .plain = g_string_new(NULL),
                    .origin = g_array_new(FALSE, FALSE, sizeof(size_t))};
    pango_attr_list_insert(mark.list, pango_attr_font_features_new("tnum=1,zero=0"));
    if (letters->track > 0 || letters->track < 0) {
        pango_attr_list_insert(
            mark.list, pango_attr_letter_spacing_new((int)(letters->track * PANGO_SCALE)));
    }
    read_switches(&mark, letters, text);
    PangoLayout *layout = pango_layout_new(typesetter->context);
    PangoFontDescription *font = describe(letters);
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
    pango_layout_set_auto_dir(layout, FALSE);
    if (width < 0) {
        pango_layout_set_single_paragraph_mode(layout, TRUE);
    } else {
        pango_layout_set_width(layout, (int)(width * PANGO_SCALE));
        pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    }
    pango_layout_set_text(layout, mark.plain->str, (int)mark.plain->len);
    pango_layout_set_attributes(layout, mark.list);
    pango_attr_list_unref(mark.list);
    char *plain = g_string_free(mark.plain, FALSE);
    char *origin = g_array_free(mark.origin, FALSE);
    if (ret_plain != NULL) {
        *ret_plain = plain;
    } else {
        g_free(plain);
    }
    if (ret_origin != NULL) {
        *ret_origin = (size_t *)(void *)origin;
    } else {
        g_free(origin);
    }
    return layout;
}

static kept_line *find_line(rfi_typesetter *typesetter, const rfi_letters *letters,
                            const char *text)
{
    size_t length = text == NULL ? 0 : strlen(text);
    if (length == 0 || length >= sizeof(typesetter->lines[0].text)) {
        return NULL;
    }
    uint64_t hash = 14695981039346656037U; /* FNV-1a */
    for (size_t i = 0; i < length; i++) {
        hash = (hash ^ (unsigned char)text[i]) * 1099511628211U;
    }
    hash = (hash ^ (uint64_t)letters->face) * 1099511628211U;
    hash = (hash ^ (uint64_t)(letters->size * 1024)) * 1099511628211U;
    return &typesetter->lines[(hash >> 32) % KEPT_LINES];
}

static bool equal(double a, double b)
{
    return !(a < b) && !(a > b);
}

PangoLayout *rfi_typeset_line(rfi_typesetter *typesetter, const rfi_letters *letters,
                              const char *text)
{
    kept_line *line = find_line(typesetter, letters, text);
    if (line == NULL) {
        return rfi_typeset(typesetter, letters, text, -1, NULL, NULL);
    }
    bool same = line->layout != NULL && line->face == letters->face &&
                equal(line->size, letters->size) && equal(line->track, letters->track) &&
                strcmp(line->text, text) == 0;
    if (!same) {
        g_clear_object(&line->layout);
        line->layout = rfi_typeset(typesetter, letters, text, -1, NULL, NULL);
        line->face = letters->face;
        line->size = letters->size;
        line->track = letters->track;
        memcpy(line->text, text, strlen(text) + 1);
    }
    return g_object_ref(line->layout);
}
