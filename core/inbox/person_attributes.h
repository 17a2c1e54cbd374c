#pragma once
// The attributes of a person of several contacts: each keeps its own, and together they are one list. The contacts come as
// merged_family() names them, the kept one first.
#include "core/inbox/customer.h"

namespace tributary {

// The kept one's, followed by those of the others whose names are not there yet.
std::vector<Attribute> attributes_of_person(const std::vector<ContactAttributes>& family);

// What to set, the kept one's first, so that of what was `shown` the person has what is `wanted`. What is new or changed becomes
// the kept one's; a name that is wanted no longer is taken from everyone who has it. What another one brought and nobody touched
// stays where it is and is not copied: setting apart gives each its own.
std::vector<SetAttributes> attributes_as_wanted(const std::vector<ContactAttributes>& family, const std::vector<Attribute>& shown, const std::vector<Attribute>& wanted);

}  // namespace tributary
