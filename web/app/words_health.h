#pragma once
// Words of the health page and of people's accounts; what words.h says of words is true of these. Titles, meanings and
// what to do are looked up by the value's id ("health_row.<id>", "…_what", "…_do").
#include "web/app/word.h"

namespace tributary::app::words::health {

inline constexpr Word title{"health.title"};
inline constexpr Word hint{"health.hint"};
inline constexpr Word ok{"health.ok"};
inline constexpr Word attention{"health.attention"};
inline constexpr Word red{"health.red"};
inline constexpr Word limits{"health.limits"};
inline constexpr Word limits_low{"health.limits_low"};
inline constexpr Word nothing{"health.nothing"};
inline constexpr Word not_loaded{"health.not_loaded"};
inline constexpr Word release{"health.release"};
inline constexpr Word ms{"health.ms"};
inline constexpr Word seconds{"health.seconds"};
inline constexpr Word minutes{"health.minutes"};
inline constexpr Word hours{"health.hours"};
inline constexpr Word days{"health.days"};
inline constexpr Word code{"health.code"};
inline constexpr Word books{"health.books"};
inline constexpr Word people{"health.people"};
inline constexpr Word people_hint{"health.people_hint"};
inline constexpr Word new_person{"health.new_person"};
inline constexpr Word add{"health.add"};
inline constexpr Word role_admin{"health.role_admin"};
inline constexpr Word role_agent{"health.role_agent"};
inline constexpr Word you{"health.you"};
inline constexpr Word inactive{"health.inactive"};
inline constexpr Word deactivate{"health.deactivate"};
inline constexpr Word activate{"health.activate"};
inline constexpr Word make_admin{"health.make_admin"};
inline constexpr Word make_agent{"health.make_agent"};
inline constexpr Word sign_out{"health.sign_out"};
inline constexpr Word act_of{"health.act_of"};
inline constexpr Word link_of{"health.link_of"};
inline constexpr Word done{"health.done"};
inline constexpr Word failed{"health.failed"};

}  // namespace tributary::app::words::health
