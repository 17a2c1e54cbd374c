#pragma once
// Known mistakes behind a number, of which none is planted unless a test says so: tests/planted and tests/sim prove with them
// that the tests would notice. They exist only in the build with sanitizers; in what is shipped the question is the
// constant `false`.
#ifdef TRIBUTARY_PLANTED
namespace tributary {
extern int planted_bug;
}
#define PLANTED(number) (::tributary::planted_bug == (number))
#else
#define PLANTED(number) false
#endif
