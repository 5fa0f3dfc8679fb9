/* SPDX-License-Identifier: MIT */
/* What the search path holds: `rackfit list`. */
#include "reports/table/table.h"

#include "reports/table/csv.h"
#include "reports/table/json.h"
#include "reports/table/value.h"
#include "reports/table/write.h"

static const char *date_words(rfi_writer *w, int64_t date)
{
    if (date == RFI_TABLE_NO_DATE) {
        return "–";
    }
    rfi_text cell = RFI_TEXT_INIT;
    rfi_print_date(&cell, date);
    return rfi_write_take(w, &cell);
}

void rfi_table_list_text(const rfi_table_item *items, size_t count,
                         const rf_text_options *options, rfi_text *text)
{
    rfi_writer w;
    if (!rfi_writer_begin(&w, options, text)) {
        return;
    }
    if (count == 0) {
        rfi_write_paragraph(&w, 0, "Nothing of this kind is on the search path.");
        rfi_writer_end(&w);
        return;
    }
    rfi_grid grid;
    rfi_grid_begin(&grid, &w, "wwwl", 0, true);
    static const char *const head[] = {"Id", "Name", "Summary", "As of"};
    for (size_t i = 0; i < sizeof(head) / sizeof(head[0]); i++) {
        rfi_grid_cell(&grid, RFI_STYLE_HEAD, head[i]);
    }
    for (size_t i = 0; i < count; i++) {
        const rfi_table_item *item = &items[i];
        rfi_grid_cell(&grid, RFI_STYLE_PLAIN,
                      rfi_write_string(&w, "%s", rfi_or_empty(item->id)));
        rfi_grid_cell(&grid, RFI_STYLE_PLAIN,
                      rfi_write_string(&w, "%s", rfi_or_empty(item->name)));
        rfi_grid_cell(&grid, RFI_STYLE_PLAIN,
                      rfi_write_string(&w, "%s", rfi_or_empty(item->summary)));
        rfi_grid_cell(&grid, RFI_STYLE_PLAIN, date_words(&w, item->as_of));
    }
    rfi_grid_print(&grid);
    if (w.detail) {
        rfi_text_char(text, '\n');
        for (size_t i = 0; i < count; i++) {
            rfi_write_paragraph(&w, 0,
                                rfi_write_string(&w, "%s: %s", rfi_or_empty(items[i].id),
                                                 rfi_or_empty(items[i].path)));
        }
    }
    rfi_writer_end(&w);
}

void rfi_table_list_json(const rfi_table_item *items, size_t count, rfi_text *text)
{
    rfi_json json = rfi_json_begin(text);
    rfi_json_open(&json, NULL, '{');
    rfi_json_string(&json, "schema", "urn:rackfit:list:1");
    rfi_json_open(&json, "items", '[');
    for (size_t i = 0; i < count; i++) {
        const rfi_table_item *item = &items[i];
        rfi_json_open(&json, NULL, '{');
        rfi_json_string(&json, "id", item->id);
        rfi_json_string(&json, "name", item->name);
        rfi_json_string(&json, "kind", item->kind);
        rfi_json_string(&json, "summary", item->summary);
        rfi_json_date(&json, "as_of", item->as_of, item->as_of != RFI_TABLE_NO_DATE);
        rfi_json_string(&json, "path", item->path);
        rfi_json_close(&json, '}');
    }
    rfi_json_close(&json, ']');
    rfi_json_close(&json, '}');
    rfi_json_end(&json);
}

void rfi_table_list_csv(const rfi_table_item *items, size_t count, rfi_text *text)
{
    static const char *const head[] = {"id",    "name", "kind", "summary",
                                       "as_of", "path", NULL};
    rfi_csv csv = rfi_csv_begin(text, head);
    for (size_t i = 0; i < count; i++) {
        const rfi_table_item *item = &items[i];
        rfi_csv_field(&csv, item->id);
        rfi_csv_field(&csv, item->name);
        rfi_csv_field(&csv, item->kind);
        rfi_csv_field(&csv, item->summary);
        rfi_text date = RFI_TEXT_INIT;
        if (item->as_of != RFI_TABLE_NO_DATE) {
            rfi_print_date(&date, item->as_of);
        }
        rfi_csv_take(&csv, &date);
        rfi_csv_field(&csv, item->path);
        rfi_csv_end_row(&csv);
    }
}
