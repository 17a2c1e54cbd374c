#pragma once
// JSON read where it stands, value by value, by whoever knows what has to come: no tree is built between the text and the
// value, which is what a start with a hundred megabytes of saved state waits for. As strict as parse_document(): invalid UTF-8,
// a depth over 32, control characters in a string and numbers written otherwise are refused. What nobody asks for is
// passed over with skip(); a key that comes twice is for the one who reads the object to refuse.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tributary::wire {

class Reader {
 public:
  explicit Reader(std::string_view text) : at_(text.data()), end_(text.data() + text.size()) {}

  bool next_is(char);                          // after blanks; takes nothing but these
  bool take_word(std::string_view);            // true, false, null
  std::optional<std::string_view> string();    // unescaped; holds until the next string is read
  std::optional<std::string_view> number();    // its letters
  std::optional<double> real();                // a number that is finite
  bool skip();                                 // one value of any kind
  bool ended();                                // nothing is left but blanks

  // An object: `member` is told each key and reads or skips its value. The key holds until it does. False: it is none,
  // or `member` said no.
  template <class Member>
  bool object(Member&& member) {
    if (!open('{')) return false;
    if (close('}')) return true;
    do {
      const auto key = string();
      if (!key || !take(':') || !member(*key)) return false;
    } while (take(','));
    return close('}');
  }
  template <class Item>
  bool array(Item&& item) {
    if (!open('[')) return false;
    if (close(']')) return true;
    do {
      if (!item()) return false;
    } while (take(','));
    return close(']');
  }

 private:
  bool take(char);
  bool open(char);
  bool close(char);
  void skip_blanks();
  bool digits();
  std::optional<std::string_view> escaped_string(const char* from);
  bool take_escape();
  bool take_unicode();
  int four_digits();

  const char* at_;
  const char* end_;
  int depth_ = 0;
  std::string unescaped_;
};

}  // namespace tributary::wire
