#include "core/inbox/person_attributes.h"

#include <algorithm>

#include "core/base/planted.h"
#include "core/inbox/naming.h"

namespace tributary {
namespace {

const Attribute* named(const std::vector<Attribute>& all, const std::string& name) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const Attribute& one) { return same_name(one.name, name); });
  return found == all.end() ? nullptr : &*found;
}

// A name that is there twice is left to be refused.
bool only_once(const std::vector<Attribute>& all, const std::string& name) {
  return std::count_if(all.begin(), all.end(), [&](const Attribute& one) { return same_name(one.name, name); }) == 1;
}

bool left_alone(const Attribute& one, const std::vector<Attribute>& shown, const std::vector<Attribute>& wanted) {
  const Attribute* before = named(shown, one.name);
  return before && before->name == one.name && before->value == one.value && only_once(wanted, one.name);
}

// What nobody touched here is as it has become since it was shown, by whomever: another value, gone, or new.
std::vector<Attribute> of_the_kept_one(const std::vector<Attribute>& now, const std::vector<Attribute>& brought, const std::vector<Attribute>& shown,
                                       const std::vector<Attribute>& wanted) {
  std::vector<Attribute> all;
  for (const Attribute& one : wanted) {
    const Attribute* is = named(now, one.name);
    if (!left_alone(one, shown, wanted)) all.push_back(one);
    else if (is) all.push_back(*is);
    else if (PLANTED(213) && named(brought, one.name)) all.push_back(one);  // "it is the same person"
  }
  for (const Attribute& one : now)
    if (!named(shown, one.name) && !named(wanted, one.name)) all.push_back(one);
  return all;
}

}  // namespace

std::vector<Attribute> attributes_of_person(const std::vector<ContactAttributes>& family) {
  std::vector<Attribute> all;
  for (const ContactAttributes& contact : family)
    for (const Attribute& one : contact.attributes)
      if (!named(all, one.name)) all.push_back(one);
  return all;
}

std::vector<SetAttributes> attributes_as_wanted(const std::vector<ContactAttributes>& family, const std::vector<Attribute>& shown, const std::vector<Attribute>& wanted) {
  if (family.empty()) return {};
  const std::vector<ContactAttributes> others(family.begin() + 1, family.end());
  std::vector<SetAttributes> changes{SetAttributes{family.front().id, of_the_kept_one(family.front().attributes, attributes_of_person(others), shown, wanted)}};
  for (const ContactAttributes& other : others) {
    SetAttributes left{other.id, {}};
    for (const Attribute& one : other.attributes)
      if (!named(shown, one.name) || named(wanted, one.name)) left.attributes.push_back(one);
    if (left.attributes.size() < other.attributes.size()) changes.push_back(std::move(left));
  }
  return changes;
}

}  // namespace tributary
