#include "core/view/language.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

#include "core/base/text.h"

namespace tributary {
namespace {

constexpr std::size_t bytes_read_max = 2'000;

struct Range { char32_t from, to; std::string_view language; };
// One language stands for a script where only one is common; Latin, Cyrillic and Arabic letters need a second look.
constexpr std::array<Range, 20> scripts = {{
    {0x0370, 0x03FF, "el"}, {0x0400, 0x052F, "ru"}, {0x0530, 0x058F, "hy"}, {0x0590, 0x05FF, "he"}, {0x0600, 0x077F, "ar"},
    {0x0900, 0x097F, "hi"}, {0x0980, 0x09FF, "bn"}, {0x0A00, 0x0A7F, "pa"}, {0x0A80, 0x0AFF, "gu"}, {0x0B80, 0x0BFF, "ta"},
    {0x0C00, 0x0C7F, "te"}, {0x0C80, 0x0CFF, "kn"}, {0x0D00, 0x0D7F, "ml"}, {0x0E00, 0x0E7F, "th"}, {0x10A0, 0x10FF, "ka"},
    {0x1100, 0x11FF, "ko"}, {0x3040, 0x30FF, "ja"}, {0x4E00, 0x9FFF, "zh"}, {0xAC00, 0xD7AF, "ko"}, {0xFE70, 0xFEFC, "ar"},
}};

struct Letters { std::string_view language; std::u32string_view only; };  // letters that only this neighbour has
constexpr std::array<Letters, 4> tellers = {{{"uk", U"іїєґІЇЄҐ"}, {"be", U"ўЎ"}, {"ur", U"ٹڈڑےں"}, {"fa", U"پچژگ"}}};

struct Small { std::string_view language, words; };  // set off by blanks
constexpr std::array<Small, 13> small_words = {{
    {"en", " the and is my you to of for it when where not have was i what please how this with your are can do order parcel hello hi thanks "},
    {"de", " der die das und ist ich nicht ein eine mein meine wo wann wie bitte mit für auf haben habe zu den sie es danke hallo "},
    {"fr", " le la les et est je ne pas un une mon ma où quand comment vous avec pour des du que bonjour merci "},
    {"es", " el la los y es no un una mi dónde donde cuándo cuando cómo por para que con está hola gracias "},
    {"pt", " o a os e é não nao um uma meu minha onde quando como por para que com está olá obrigado obrigada você "},
    {"it", " il la gli e è non un una mio mia dove quando come per che con sono ciao grazie mi "},
    {"nl", " de het een en is ik niet mijn waar wanneer hoe met voor van op dat hallo dank bedankt jullie "},
    {"pl", " jest nie i w na to się moje moja mój gdzie kiedy jak proszę dziękuję dzień dobry czy do "},
    {"tr", " bir ve bu ne için nerede zaman nasıl benim değil merhaba teşekkürler var mı mi "},
    {"sv", " och är jag inte det en ett min mitt var när hur med för på att hej tack "},
    {"da", " og er jeg ikke det en et min mit hvor hvornår hvordan med for på at hej tak "},
    {"cs", " je a ne to na se v můj moje kde kdy jak prosím děkuji dobrý den není "},
    {"ro", " și este nu un o meu mea unde când cum pentru cu care bună mulțumesc "},
}};

struct Country { std::string_view prefix, language; };
constexpr std::array<Country, 44> countries = {{
    {"+1", "en"}, {"+44", "en"}, {"+353", "en"}, {"+61", "en"}, {"+64", "en"}, {"+49", "de"}, {"+43", "de"}, {"+33", "fr"}, {"+34", "es"},
    {"+52", "es"}, {"+54", "es"}, {"+56", "es"}, {"+57", "es"}, {"+51", "es"}, {"+39", "it"}, {"+31", "nl"}, {"+351", "pt"}, {"+55", "pt"},
    {"+48", "pl"}, {"+420", "cs"}, {"+40", "ro"}, {"+90", "tr"}, {"+46", "sv"}, {"+45", "da"}, {"+30", "el"}, {"+7", "ru"}, {"+380", "uk"},
    {"+972", "he"}, {"+966", "ar"}, {"+971", "ar"}, {"+20", "ar"}, {"+212", "ar"}, {"+974", "ar"}, {"+965", "ar"}, {"+962", "ar"}, {"+98", "fa"},
    {"+92", "ur"}, {"+91", "hi"}, {"+81", "ja"}, {"+82", "ko"}, {"+86", "zh"}, {"+886", "zh"}, {"+852", "zh"}, {"+66", "th"},
}};

bool latin(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c < 0x250 && c != 0xD7 && c != 0xF7); }

// Capitals of ASCII and Latin-1 are enough for small words.
char32_t lower(char32_t c) {
  const bool capital = (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7);
  return capital ? c + 32 : c;
}

void append(std::string& to, char32_t c) {
  if (c < 0x80) to += static_cast<char>(c);
  else if (c < 0x800) to += {static_cast<char>(0xC0 | (c >> 6)), static_cast<char>(0x80 | (c & 0x3F))};
}

class Tally {
 public:
  void read(std::string_view text) {
    while (!text.empty() && read_ < bytes_read_max) {
      const CodePoint point = first_code_point(text);
      const std::size_t bytes = point.bytes ? point.bytes : 1;
      text.remove_prefix(bytes);
      read_ += bytes;
      letter(point.value);
    }
    end_word();
  }

  std::string_view result() const {
    const auto most = std::max_element(scripts_.begin(), scripts_.end());
    if (latin_ > *most) return by_words();
    if (*most == 0) return {};
    const std::string_view language = scripts[static_cast<std::size_t>(most - scripts_.begin())].language;
    if (language == "zh" && scripts_[kana_at] > 0) return "ja";  // Japanese mixes kana with Han
    for (std::size_t i = 0; i < tellers.size(); ++i)
      if (told_[i] && (language == "ru") == (i < 2) && (language == "ru" || language == "ar")) return tellers[i].language;
    return language;
  }

 private:
  static constexpr std::size_t kana_at = 16;

  void letter(char32_t c) {
    if (latin(c)) {
      ++latin_;
      append(word_, lower(c));
      return;
    }
    end_word();
    for (std::size_t i = 0; i < scripts.size(); ++i)
      if (c >= scripts[i].from && c <= scripts[i].to) ++scripts_[i];
    for (std::size_t i = 0; i < tellers.size(); ++i)
      if (tellers[i].only.find(c) != std::u32string_view::npos) told_[i] = true;
  }

  void end_word() {
    if (word_.empty()) return;
    const std::string wanted = " " + word_ + " ";
    for (std::size_t i = 0; i < small_words.size(); ++i)
      if (small_words[i].words.find(wanted) != std::string_view::npos) ++words_[i];
    word_.clear();
  }

  // More of them than any other, and two at least: one shared by neighbours decides nothing.
  std::string_view by_words() const {
    const auto best = std::max_element(words_.begin(), words_.end());
    const auto others = std::count(words_.begin(), words_.end(), *best);
    return *best >= 2 && others == 1 ? small_words[static_cast<std::size_t>(best - words_.begin())].language : std::string_view();
  }

  std::array<std::uint32_t, scripts.size()> scripts_{};
  std::array<std::uint32_t, small_words.size()> words_{};
  std::array<bool, tellers.size()> told_{};
  std::uint32_t latin_ = 0;
  std::size_t read_ = 0;
  std::string word_;
};

std::string_view by_country(std::string_view address) {
  std::string_view found;
  std::size_t longest = 0;
  for (const Country& one : countries)
    if (one.prefix.size() > longest && address.substr(0, one.prefix.size()) == one.prefix) found = one.language, longest = one.prefix.size();
  return found;
}

}  // namespace

std::string_view language_of(std::span<const std::string_view> texts, std::string_view address) {
  Tally tally;
  for (std::string_view text : texts) tally.read(text);
  const std::string_view told = tally.result();
  return told.empty() ? by_country(address) : told;
}

}  // namespace tributary
