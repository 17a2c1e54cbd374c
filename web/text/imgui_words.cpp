// Dear ImGui's own formatting of text, as far as the page makes it format any: names of windows and of what lies in them. The C
// library's would bring its printing of numbers along, which is larger than a page of settings.
#include <imgui.h>
#include <imgui_internal.h>

#include <cstdarg>

namespace {

struct Out {
  char* at;
  std::size_t room;  // the end's own included
  int length = 0;
  void put(char c) {
    if (at && static_cast<std::size_t>(length) + 1 < room) at[length] = c;
    ++length;
  }
  void put_number(unsigned number, unsigned base, bool negative, int wide) {
    char digits[16];
    int count = 0;
    do digits[count++] = "0123456789ABCDEF"[number % base];
    while ((number /= base) != 0);
    if (negative) put('-');
    for (int i = count; i < wide; ++i) put('0');
    while (count > 0) put(digits[--count]);
  }
};

}  // namespace

// %s, %d, %u, %x, %X with a width of zeros, and %%; what else there is stays as it is written.
int ImFormatStringV(char* buf, std::size_t buf_size, const char* fmt, va_list args) {
  Out out{buf, buf_size};
  for (; *fmt; ++fmt) {
    if (*fmt != '%') {
      out.put(*fmt);
      continue;
    }
    int wide = 0;
    while (*++fmt >= '0' && *fmt <= '9') wide = wide * 10 + (*fmt - '0');
    if (*fmt == 's') {
      for (const char* text = va_arg(args, const char*); text && *text; ++text) out.put(*text);
    } else if (*fmt == 'd' || *fmt == 'i') {
      const int number = va_arg(args, int);
      out.put_number(number < 0 ? 0u - static_cast<unsigned>(number) : static_cast<unsigned>(number), 10, number < 0, wide);
    } else if (*fmt == 'u' || *fmt == 'x' || *fmt == 'X') {
      out.put_number(va_arg(args, unsigned), *fmt == 'u' ? 10 : 16, false, wide);
    } else if (*fmt == '\0') {
      break;
    } else {
      out.put(*fmt);
    }
  }
  if (!buf) return out.length;
  if (buf_size > 0 && static_cast<std::size_t>(out.length) >= buf_size) out.length = static_cast<int>(buf_size) - 1;
  if (buf_size > 0) buf[out.length] = 0;
  return out.length;
}

int ImFormatString(char* buf, std::size_t buf_size, const char* fmt, ...) {
  va_list args;
  va_start(args, fmt);
  const int length = ImFormatStringV(buf, buf_size, fmt, args);
  va_end(args);
  return length;
}
