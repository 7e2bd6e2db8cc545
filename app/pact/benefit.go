package pact

import "strconv"

// BenefitTerms are what a confirmation of a benefit is about.
type BenefitTerms struct {
	Label, Of, Unit, Currency, Came string
	Before, Hoped, After            *int
	By                              Voice
}

// BenefitDigest covers what is on the screen when a benefit is confirmed.
func BenefitDigest(id string, t BenefitTerms) string {
	figure := func(x *int) string {
		if x == nil {
			return ""
		}
		return strconv.Itoa(*x)
	}
	return fields(id, [2]string{"label", t.Label}, [2]string{"of", t.Of}, [2]string{"unit", t.Unit}, [2]string{"currency", t.Currency},
		[2]string{"before", figure(t.Before)}, [2]string{"hoped", figure(t.Hoped)}, [2]string{"after", figure(t.After)},
		[2]string{"came", t.Came}, [2]string{"by", t.By.Person})
}

// Benefit is what a rule about a benefit has to know of it.
type Benefit struct {
	Done
	Kind   BenefitKind
	Of     string // the side that has it
	Person string // who wrote it: whose it is when it is personal
}

// MaySayBenefit says whether somebody may write what came of a benefit: either side of a figure, of
// what is personal its person alone. A personal one is its receiver's own word by that.
func MaySayBenefit(b Benefit, v Voice) error {
	if b.Kind == PersonalBenefit {
		if b.Person != v.Person {
			return Refuse(Forbidden, "What somebody gains personally, they say themselves. Nothing was changed.")
		}
		if b.State != DoneAhead {
			return stands(b.State, "This is closed, so it stands as it is. Nothing was changed.")
		}
		return nil
	}
	if err := speaks(v); err != nil {
		return err
	}
	if b.State != DoneAhead && b.State != DoneSaid {
		return stands(b.State, "This is closed, so it stands as it is. Nothing was changed.")
	}
	return nil
}

// MayConfirmBenefit says whether somebody may confirm what came of a benefit, having seen digest: its
// receiver. That is somebody of the side that has it, and another one than who wrote it where the side
// has others who may say so.
func MayConfirmBenefit(b Benefit, v Voice, others bool, sent, now string) error {
	if err := speaks(v); err != nil {
		return err
	}
	if v.Side != b.Of {
		return Refuse(Forbidden, "The side that has the benefit says whether it came. Nothing was changed.")
	}
	if err := isSaid(b.State); err != nil {
		return err
	}
	if v.Person == b.By.Person && others {
		return Refuse(Forbidden, "You wrote this yourself. Somebody else of your side says whether it is so.")
	}
	return Matches(sent, now)
}

// OwnsBenefit refuses whoever lets go, or shares, what somebody else gains personally.
func OwnsBenefit(b Benefit, person string) error {
	if b.Kind == PersonalBenefit && b.Person != person {
		return Refuse(Forbidden, "This is somebody's own. Nothing was changed.")
	}
	return nil
}

// MinorDigits is how many digits of an amount in a currency come after the point, and whether there
// is such a currency (ISO 4217).
func MinorDigits(code string) (digits int, known bool) {
	if len(code) != 3 {
		return 0, false
	}
	for digits, codes := range currencies {
		for i := 0; i+3 <= len(codes); i += 3 {
			if codes[i:i+3] == code {
				return digits, true
			}
		}
	}
	return 0, false
}

// currencies are the codes of ISO 4217, by the digits after the point.
var currencies = [...]string{
	0: "BIFCLPDJFGNFISKJPYKMFKRWPYGRWFUGXVNDVUVXAFXOFXPF",
	2: "AEDAFNALLAMDANGAOAARSAUDAWGAZNBAMBBDBDTBGNBMDBNDBOBBRLBSDBTNBWPBYNBZDCADCDFCHFCNYCOPCRCCUPCVECZKDKKDOPDZDEGPERNETBEURFJDFKPGBPGELGHSGIPGMDGTQGYDHKDHNLHTGHUFIDRILSINRIRRJMDKESKGSKHRKPWKYDKZTLAKLBPLKRLRDLSLMADMDLMGAMKDMMKMNTMOPMRUMURMVRMWKMXNMYRMZNNADNGNNIONOKNPRNZDPABPENPGKPHPPKRPLNQARRONRSDRUBSARSBDSCRSDGSEKSGDSHPSLESOSSRDSSPSTNSVCSYPSZLTHBTJSTMTTOPTRYTTDTWDTZSUAHUSDUYUUZSVESWSTXCDYERZARZMWZWG",
	3: "BHDIQDJODKWDLYDOMRTND",
}

// InFigures refuses figures that do not fit, and a currency that is none. Amounts of money are whole
// minor units, cents for euros; other figures are whole numbers of the unit.
func InFigures(unit, currency string, figures map[string]*int) error {
	if currency != "" {
		if _, known := MinorDigits(currency); !known {
			return Invalid("currency", "%q is not a currency; write its three letters, like EUR. Nothing was changed.", currency)
		}
		if unit != "" {
			return Invalid("unit", "A figure is money or counted in a unit, not both. Nothing was changed; leave one out.")
		}
	}
	for field, x := range figures {
		if x != nil && (*x > MaxFigure || *x < -MaxFigure) {
			return Invalid(field, "Figures up to %d fit. Nothing was changed; count in thousands.", MaxFigure)
		}
	}
	return nil
}

// Comes refuses what came of a benefit without a figure where it is one, or without words where it is personal.
func Comes(kind BenefitKind, after *int, came string) error {
	switch {
	case kind == FigureBenefit && after == nil:
		return Invalid("after", "The figure is still open. Nothing was changed; say how it is now.")
	case kind == PersonalBenefit && after != nil:
		return Invalid("after", "What somebody gains personally is told in words, without figures. Nothing was changed.")
	}
	if err := InFigures("", "", map[string]*int{"after": after}); err != nil {
		return err
	}
	return Within("came", "What came of it", came, kind == PersonalBenefit, MaxNeed)
}
