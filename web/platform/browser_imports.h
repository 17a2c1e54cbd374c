#pragma once
// What browser*.cpp call in the page: each is answered by web/platform/imports.js, which hands on to the modules in js/.
// Text goes out as address and length; text comes back through room(), so nobody frees anything.
#include <cstdint>
#include <string>

namespace tributary::platform {

// The text the page wrote last (platform_room), taken.
std::string take_room();

// The page's scale: CSS px per pixel of the app.
float zoom();

// An id travels as two halves: this Emscripten passes no 64-bit integers to JavaScript.
inline std::uint32_t high_half(std::uint64_t id) { return static_cast<std::uint32_t>(id >> 32U); }
inline std::uint32_t low_half(std::uint64_t id) { return static_cast<std::uint32_t>(id); }

}  // namespace tributary::platform

extern "C" {
void js_start();
void js_kick(int frames);
void js_wake_after(double ms);
void js_report(double frames, double runs, double uploads, double nodes, double pages, double evictions, double page_mib, double compactions,
               double measured, double placed);

void js_styles(const void* styles, int count);
void js_measure(const char* text, int size, int style, const char* language, int language_size, int rtl, float* out);
void js_measure_when_idle(const char* text, int size, int style, const char* language, int language_size, int rtl);
int js_break(const char* text, int size, int style, const char* language, int language_size, float width);  // count; the pairs lie in room()
int js_fit(const char* text, int size, int style, const char* language, int language_size, int rtl, float width);
int js_line_parts(const char* text, int size, int style, const char* language, int language_size, int rtl, int begin, int end);  // count; the pairs lie in room()
float js_raster(const char* text, int size, int style, const char* language, int language_size, int rtl, int ink, std::uint32_t rgba, int page, int x, int y,
               int w, int h);
void js_icon(const char* path, int size, int stroke_percent, int page, int x, int y, int px);  // 0: filled
void js_shadow(int page, int x, int y, int px, int radius, int blur);
void js_page_colours(const std::uint32_t* colours, int dark, int strong, int calm);
void js_system_colours(std::uint32_t* out);
void js_page(int page, int width, int height, int color);
void js_draw(const void* vertices, int vertex_bytes, const void* indices, int index_bytes, const void* commands, int count, float width,
             float height, std::uint32_t clear);
int js_image(const char* url, int size, int max_px, int* out);

void js_plane(const void* nodes, int count, const char* text);
void js_passages(std::uint32_t high, std::uint32_t low, int change, const void* list, int count, const char* text);
int js_selected(std::uint32_t high, std::uint32_t low);
void js_copy_text(const char* text, int size);
void js_prefer_text_in_dom(int choice);
void js_caret_rect(std::uint32_t high, std::uint32_t low, float* out);
int js_field_caret(std::uint32_t high, std::uint32_t low);
void js_replace_in_field(std::uint32_t high, std::uint32_t low, std::uint32_t begin, std::uint32_t end, const char* words, int size);
void js_field_text(std::uint32_t high, std::uint32_t low);
void js_set_field_text(std::uint32_t high, std::uint32_t low, const char* text, int size);
void js_focus(std::uint32_t high, std::uint32_t low);
void js_announce(const char* text, int size, int assertive);
void js_take_key();
int js_apple_keys();

double js_now();
void js_format(int what, double ms);
int js_day_number(double ms);
int js_local_hour(double ms);
int js_utc_offset(double ms);
void js_want_language(const char* chosen, int size);
void js_set_language(const char* tag, int size, int right_to_left);
void js_number(double value, int decimals);
double js_read_number(const char* text, int size);
void js_number_text(double value);
void js_percent(double share);
void js_bytes(double bytes);
int js_plural(double n);
void js_set_title(const char* text, int size, int unread);
void js_build_id();
void js_bring_later();
int js_later_here();
int js_later_stands();
void js_more_words(int needed);
void js_stored(const char* key, int size);
int js_store(const char* key, int key_size, const char* value, int value_size);
void js_open_socket();
void js_send(const char* text, int size);
void js_close_socket();
void js_fetch(int tag, const char* method, int method_size, const char* path, int path_size, const char* body, int body_size, const char* once, int once_size);
void js_choose_files(int several);
void js_upload(int file, const char* path, int size);
void js_forget_file(int file);
void js_random(std::uint32_t* four_words);
void js_reload();
void js_go(const char* path, int size);
void js_go_back(const char* path, int size);
void js_download(const char* url, int size);

void js_open_kept(const char* who, int size);
void js_keep_received(int kind, int begins, const char* thread, int size);
void js_keep_command(const char* id, int id_size, double at_ms, const char* text, int size);
void js_drop_command(const char* id, int size);
void js_forget_kept(int commands_too);
void js_tell_tabs(int what, double at_ms, const char* text, int size);
void js_presence(const char* text, int size, int repeats);
void js_notify(const char* title, int title_size, const char* body, int body_size, const char* path, int path_size, int silent);
void js_ask_to_notify();
int js_notify_permission();
void js_chime();
}
