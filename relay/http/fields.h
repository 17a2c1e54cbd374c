#pragma once
// Header fields as they came. A request has a dozen; all of them lie in one buffer, because two strings for each were
// most of what reading a request cost.
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace tributary::http {

struct Field { std::string name, value; };

class Fields {
 public:
  struct One { std::string_view name, value; };  // until the next is added, or these fields move

  Fields() = default;
  Fields(std::initializer_list<Field> all) { for (const Field& one : all) push_back(one); }
  Fields(const std::vector<Field>& all) { for (const Field& one : all) push_back(one); }
  Fields& operator=(std::initializer_list<Field> all) { return *this = Fields(all); }

  void reserve(std::size_t fields, std::size_t bytes) {
    places_.reserve(fields);
    text_.reserve(bytes);
  }
  void add(std::string_view name, std::string_view value) {
    text_.append(name);
    const auto middle = static_cast<std::uint32_t>(text_.size());
    text_.append(value);
    places_.push_back({middle, static_cast<std::uint32_t>(text_.size())});
  }
  void push_back(const Field& field) { add(field.name, field.value); }

  std::size_t size() const { return places_.size(); }
  One operator[](std::size_t at) const {
    const std::size_t begin = at == 0 ? 0 : places_[at - 1].end;
    const std::string_view all = text_;
    return {all.substr(begin, places_[at].middle - begin), all.substr(places_[at].middle, places_[at].end - places_[at].middle)};
  }
  class Iterator {
   public:
    Iterator(const Fields& of, std::size_t at) : of_(&of), at_(at) {}
    One operator*() const { return (*of_)[at_]; }
    Iterator& operator++() { ++at_; return *this; }
    bool operator==(const Iterator& other) const { return at_ == other.at_; }

   private:
    const Fields* of_;
    std::size_t at_;
  };
  Iterator begin() const { return {*this, 0}; }
  Iterator end() const { return {*this, size()}; }

 private:
  struct Place { std::uint32_t middle, end; };  // a name ends where its value begins; the next name follows
  std::string text_;
  std::vector<Place> places_;
};

}  // namespace tributary::http
