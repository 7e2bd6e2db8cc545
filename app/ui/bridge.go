package ui

import (
	"fmt"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// BridgeView is a bridge seen from the side.
type BridgeView struct {
	Width, Height float64 // 300 by 88 if left out
	Drift         float64 // 0 close … 1 far apart
	Ghost         Whose   // the half that is not there yet
	Met           bool    // the point is there
	Water         bool
	Label         string // for those who do not see it; decoration if empty
}

// Bridge draws both halves and the point between them.
func Bridge(v BridgeView) app.UI {
	if v.Width == 0 {
		v.Width, v.Height = 300, 88
	}
	centre := v.Width / 2
	var b strings.Builder
	b.WriteString(v.half("l", when(v.Ghost == Left, " ghost"), func(x float64) float64 { return x }))
	b.WriteString(v.half("r", when(v.Ghost == Right, " ghost"), func(x float64) float64 { return v.Width - x }))
	if v.Water {
		fmt.Fprintf(&b, `<path class="water" d="M%.1f %.1fH%.1fM%.1f %.1fH%.1f"/>`,
			.18*v.Width, v.Height-8, .82*v.Width, .3*v.Width, v.Height-3, .7*v.Width)
	}
	fmt.Fprintf(&b, `<circle class="p%s" cx="%.1f" cy="15.5" r="4.5"/>`, when(!v.Met, " p--open"), centre)
	return svg("bridge", fmt.Sprintf("0 0 %.0f %.0f", v.Width, v.Height), v.Label, b.String())
}

// half draws one bank: arch, deck and hangers, all on two parabolas whose
// lowest points lie under and over the middle of the bridge.
func (v BridgeView) half(class, ghost string, mirror func(float64) float64) string {
	centre := v.Width / 2
	end := centre - (10 + v.Drift*centre*.3)
	arch := parabola{top: 20, rise: v.Height - 34, centre: centre, foot: 6}
	deck := parabola{top: 11, rise: 5.4, centre: centre, foot: 0}
	var hangers strings.Builder
	for x := arch.foot; x < end-3; x += max(20, v.Width/37) {
		fmt.Fprintf(&hangers, "M%.1f %.1fV%.1f", mirror(x), arch.at(x), deck.at(x))
	}
	return fmt.Sprintf(`<path class="%[1]s%[2]s" d="%[3]s"/><path class="%[1]s%[2]s" d="%[4]s"/><path class="%[1]s thin%[2]s" d="%[5]s"/>`,
		class, ghost, arch.path(end, mirror), deck.path(end, mirror), hangers.String())
}

// parabola stands on foot and reaches its top at centre.
type parabola struct{ top, rise, centre, foot float64 }

func (p parabola) scale() float64 { return p.rise / ((p.centre - p.foot) * (p.centre - p.foot)) }

func (p parabola) at(x float64) float64 { return p.top + p.scale()*(p.centre-x)*(p.centre-x) }

// path draws it from the foot to x as one quadratic curve.
func (p parabola) path(x float64, mirror func(float64) float64) string {
	control := p.top + p.scale()*(p.centre-p.foot)*(p.centre-x)
	return fmt.Sprintf("M%.1f %.1fQ%.1f %.1f %.1f %.1f",
		mirror(p.foot), p.at(p.foot), mirror((p.foot+x)/2), control, mirror(x), p.at(x))
}

// Gap is the small bridge of a list: how far apart the two are, as one side
// sees it. Say it in a word beside it.
func Gap(drift float64) app.UI {
	end := 38 - 17*min(max(drift, 0), 1)
	bend := .877*end - 17
	point := "o"
	if drift < .2 {
		point = "p"
	}
	return svg("gap", "0 0 88 24", "", fmt.Sprintf(
		`<path class="l" d="M1 5H%[1]sM2 5V21Q%[2]s 9.5 %[1]s 8.8"/><path class="r" d="M87 5H%[3]sM86 5V21Q%[4]s 9.5 %[3]s 8.8"/><circle class="%[5]s" cx="44" cy="7" r="2.6"/>`,
		tenth(end), tenth(bend), tenth(88-end), tenth(88-bend), point))
}

func tenth(x float64) string { return fmt.Sprintf("%.1f", x) }
