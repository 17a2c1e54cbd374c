#include "web/app/in_order.h"

#include <tuple>

#include "core/base/sorted.h"

namespace tributary::app {

std::vector<const MessageTemplate*> templates_by_name(const State& state) {
  std::vector<const MessageTemplate*> all;
  state.templates.for_each([&](TemplateId, const MessageTemplate& one) { all.push_back(&one); });
  sort_list(all, [](const MessageTemplate* a, const MessageTemplate* b) { return std::tie(a->name, a->language, a->id) < std::tie(b->name, b->language, b->id); });
  return all;
}

std::vector<const Number*> numbers_by_address(const State& state) {
  std::vector<const Number*> all;
  state.numbers.for_each([&](NumberId, const Number& one) { all.push_back(&one); });
  sort_list(all, [](const Number* a, const Number* b) { return std::tie(a->address, a->channel, a->id) < std::tie(b->address, b->channel, b->id); });
  return all;
}

}  // namespace tributary::app
