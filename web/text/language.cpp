#include "web/text/language.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

namespace tributary::text {
namespace {

struct Letter { char32_t code = 0; std::size_t bytes = 1; };

Letter letter_at(std::string_view s, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(at + i < s.size() ? s[at + i] : 0)); };
  const char32_t first = byte(0);
  if (first < 0xC0) return {first, 1};
  if (first < 0xE0) return {(first & 0x1FU) << 6U | (byte(1) & 0x3FU), 2};
  if (first < 0xF0) return {(first & 0x0FU) << 12U | (byte(1) & 0x3FU) << 6U | (byte(2) & 0x3FU), 3};
  return {(first & 0x07U) << 18U | (byte(1) & 0x3FU) << 12U | (byte(2) & 0x3FU) << 6U | (byte(3) & 0x3FU), 4};
}

enum class Script : std::uint8_t { other, arabic, cyrillic, devanagari, han, fixed };
struct Block { char32_t from, to; Script script; std::string_view language; };

// Scripts that say something about the language, by their blocks; `fixed` ones have one language that matters here.
constexpr std::array<Block, 37> blocks = {{
    {0x370, 0x3FF, Script::fixed, "el"}, {0x400, 0x52F, Script::cyrillic, "ru"}, {0x530, 0x58F, Script::fixed, "hy"}, {0x590, 0x5FF, Script::fixed, "he"},
    {0x600, 0x6FF, Script::arabic, "ar"}, {0x750, 0x77F, Script::arabic, "ar"}, {0x780, 0x7BF, Script::fixed, "dv"}, {0x8A0, 0x8FF, Script::arabic, "ar"},
    {0x900, 0x97F, Script::devanagari, "hi"}, {0x980, 0x9FF, Script::fixed, "bn"}, {0xA00, 0xA7F, Script::fixed, "pa"}, {0xA80, 0xAFF, Script::fixed, "gu"},
    {0xB00, 0xB7F, Script::fixed, "or"}, {0xB80, 0xBFF, Script::fixed, "ta"}, {0xC00, 0xC7F, Script::fixed, "te"}, {0xC80, 0xCFF, Script::fixed, "kn"},
    {0xD00, 0xD7F, Script::fixed, "ml"}, {0xD80, 0xDFF, Script::fixed, "si"}, {0xE00, 0xE7F, Script::fixed, "th"}, {0xE80, 0xEFF, Script::fixed, "lo"},
    {0xF00, 0xFFF, Script::fixed, "bo"}, {0x1000, 0x109F, Script::fixed, "my"}, {0x10A0, 0x10FF, Script::fixed, "ka"}, {0x1100, 0x11FF, Script::fixed, "ko"},
    {0x1200, 0x139F, Script::fixed, "am"}, {0x1780, 0x17FF, Script::fixed, "km"}, {0x1800, 0x18AF, Script::fixed, "mn-Mong"}, {0x3040, 0x30FF, Script::fixed, "ja"},
    {0x3100, 0x312F, Script::fixed, "zh-Hant"}, {0x3130, 0x318F, Script::fixed, "ko"}, {0x31F0, 0x31FF, Script::fixed, "ja"}, {0x3400, 0x9FFF, Script::han, ""},
    {0xAC00, 0xD7AF, Script::fixed, "ko"}, {0xF900, 0xFAFF, Script::han, ""}, {0xFB50, 0xFEFC, Script::arabic, "ar"}, {0xFF66, 0xFF9F, Script::fixed, "ja"},
    {0x20000, 0x3FFFF, Script::han, ""}}};

const Block* block_of(char32_t c) {
  if (c < blocks[0].from) return nullptr;
  const auto it = std::find_if(blocks.begin(), blocks.end(), [c](const Block& b) { return c <= b.to; });
  return it != blocks.end() && c >= it->from && (c < 0xFE00 || c > 0xFE6F) ? &*it : nullptr;
}

// Frequent signs that only one of the two Chinese orthographies writes, pairwise.
constexpr std::u32string_view traditional = U"們這個說對時嗎沒還來會點請問謝貨訂單發電話錢買賣變樣應該認識務處錯號碼區灣裡現圖頁員見貼讓過進遠運開關門間題願難體龍";
constexpr std::u32string_view simplified = U"们这个说对时吗没还来会点请问谢货订单发电话钱买卖变样应该认识务处错号码区湾里现图页员见贴让过进远运开关门间题愿难体龙";

bool in(std::u32string_view set, char32_t c) { return set.find(c) != std::u32string_view::npos; }

struct Seen {
  const Block* first = nullptr;
  bool kana = false, hangul = false, han = false;
  int hant = 0, hans = 0;
  std::string_view arabic = "ar", cyrillic = "ru";

  void han_sign(char32_t c) {
    han = true;
    hant += in(traditional, c) ? 1 : 0;
    hans += in(simplified, c) ? 1 : 0;
  }
  void take(char32_t c) {
    const Block* block = block_of(c);
    if (block == nullptr) return;
    if (first == nullptr) first = block;
    if (block->script == Script::han) han_sign(c);
    if (block->language == "ja" && c != 0x30FB && c != 0x30FC) kana = true;
    if (block->language == "ko") hangul = true;
    if (in(U"ٹڈڑےںہ", c)) arabic = "ur";
    else if (arabic == "ar" && in(U"پچژگیک", c)) arabic = "fa";
    if (in(U"іїєґІЇЄҐ", c)) cyrillic = "uk";
    else if (in(U"өүӨҮ", c)) cyrillic = "mn";
    else if (in(U"јљњћђЈЉЊЋЂ", c)) cyrillic = "sr";
  }
};

struct Interface { std::string tag; bool right_to_left = false; };

Interface& interface_now() {
  static Interface one;
  return one;
}

std::string_view primary(std::string_view tag) { return tag.substr(0, std::min(tag.find('-'), tag.find('_'))); }

bool one_of(std::string_view tag, std::initializer_list<std::string_view> all) { return std::find(all.begin(), all.end(), primary(tag)) != all.end(); }

std::string_view of_han(const Seen& seen, std::string_view known) {
  for (const std::string_view tag : {known, std::string_view(interface_now().tag)})
    if (one_of(tag, {"ja", "ko", "zh", "yue"})) return tag;
  return seen.hant > seen.hans ? "zh-Hant" : "zh-Hans";
}

}  // namespace

std::string_view language_of(std::string_view utf8, std::string_view known) {
  Seen seen;
  for (std::size_t at = 0; at < utf8.size();) {
    const Letter letter = letter_at(utf8, at);
    if (letter.code >= 0x370) seen.take(letter.code);
    at += letter.bytes;
  }
  if (seen.first == nullptr) return known;
  if (seen.kana) return "ja";
  if (seen.hangul) return "ko";
  if (seen.han) return of_han(seen, known);
  switch (seen.first->script) {
    case Script::arabic: return one_of(known, {"ar", "fa", "ur", "ps", "ku", "ckb", "sd", "ug"}) ? known : seen.arabic;
    case Script::cyrillic: return one_of(known, {"ru", "uk", "be", "bg", "sr", "mk", "mn", "kk", "ky", "tg", "tt"}) ? known : seen.cyrillic;
    case Script::devanagari: return one_of(known, {"hi", "mr", "ne", "sa", "kok", "mai"}) ? known : seen.first->language;
    default: return seen.first->language;
  }
}

// Letters with a direction; digits, punctuation, symbols and emoji have none of their own.
Reads direction_of(std::string_view utf8) {
  const auto within = [](char32_t c, char32_t from, char32_t to) { return c >= from && c <= to; };
  bool apart = false, some_apart = false;
  for (std::size_t at = 0; at < utf8.size();) {
    const auto [c, bytes] = letter_at(utf8, at);
    at += bytes;
    if (c == 0x2068) apart = some_apart = true;
    if (c == 0x2069) apart = false;
    if (apart) continue;
    if (c < 0xAA) {
      if (within(c | 0x20U, 'a', 'z')) return Reads::from_left;
      continue;
    }
    const bool nothing = (c < 0xC0 && c != 0xAA && c != 0xB5 && c != 0xBA) || c == 0xD7 || c == 0xF7 || within(c, 0x2B9, 0x36F) || within(c, 0x600, 0x607) ||
                         within(c, 0x609, 0x60A) || c == 0x60C || within(c, 0x60E, 0x61A) || within(c, 0x64B, 0x66C) || c == 0x670 || within(c, 0x6D6, 0x6ED) ||
                         within(c, 0x6F0, 0x6F9) || within(c, 0x2000, 0x200D) || within(c, 0x2010, 0x2070) || within(c, 0x2080, 0x2BFF) || within(c, 0x2E00, 0x2E7F) ||
                         within(c, 0x3000, 0x3004) || within(c, 0x3008, 0x3020) || within(c, 0xFE00, 0xFE6F) || within(c, 0xFF01, 0xFF20) || within(c, 0x1F000, 0x1FAFF) || c >= 0xE0000;
    if (nothing && !within(c, 0xFE70, 0xFEFC)) continue;
    const bool right = within(c, 0x590, 0x8FF) || c == 0x200F || within(c, 0xFB1D, 0xFDFF) || within(c, 0xFE70, 0xFEFC) || within(c, 0x10800, 0x10FFF) || within(c, 0x1E800, 0x1EFFF);
    return right ? Reads::from_right : Reads::from_left;
  }
  if (!some_apart) return Reads::undecided;
  return interface_now().right_to_left ? Reads::from_right : Reads::from_left;
}

void set_interface_language(std::string_view tag, bool right_to_left) { interface_now() = {std::string(tag), right_to_left}; }

}  // namespace tributary::text
