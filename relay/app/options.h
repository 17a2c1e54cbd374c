#pragma once
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

namespace tributary::app {

// "--name value" pairs and bare flags of one command. What is not expected is refused with its name.
class Options {
 public:
  Options(const std::vector<std::string>& words, std::initializer_list<const char*> with_value, std::initializer_list<const char*> flags) {
    for (std::size_t i = 1; i < words.size(); ++i) {
      auto is = [&](std::initializer_list<const char*> names) {
        for (const char* name : names)
          if (words[i] == name) return true;
        return false;
      };
      if (is(flags)) {
        values_[words[i]].push_back("");
      } else if (is(with_value)) {
        if (i + 1 >= words.size()) throw std::runtime_error(words[i] + " needs a value after it.");
        values_[words[i]].push_back(words[i + 1]);
        ++i;
      } else {
        throw std::runtime_error("Unknown option " + words[i] + " for " + words[0] + ".");
      }
    }
  }
  bool has(const std::string& name) const { return values_.contains(name); }
  std::string get(const std::string& name, const std::string& otherwise = "") const {
    auto it = values_.find(name);
    return it == values_.end() ? otherwise : it->second.back();
  }
  std::string need(const std::string& name) const {
    if (!has(name)) throw std::runtime_error(name + " is missing.");
    return get(name);
  }
  std::vector<std::string> all(const std::string& name) const {
    auto it = values_.find(name);
    return it == values_.end() ? std::vector<std::string>{} : it->second;
  }

 private:
  std::map<std::string, std::vector<std::string>> values_;
};

}  // namespace tributary::app
