#pragma once
// Known mistakes behind a number. They exist only in the program sim_planted, which proves that the
// simulation would notice them; everywhere else the question is the constant `false`.
#ifdef TRIBUTARY_PLANTED
namespace tributary {
extern int planted_bug;
}
#define PLANTED(number) (::tributary::planted_bug == (number))
#else
#define PLANTED(number) false
#endif
