package pact

import (
	"slices"
	"strings"
)

// rules stand in the order of their weight: a sentence gets the first that it fits.
var rules = []rule{
	{Constraint, []string{"never again", "never * again", "never * * again", "never * * * again", "never * * * * again"}, plain, inDoubt},
	{Constraint, []string{"you must|shall not", "YOU must|shall|may never", "must|shall not ever"}, plain, talkFirst},
	{Constraint, []string{"must|shall not happen|recur|repeat", "must|shall not be repeated|forgotten", "must|shall not"}, again, talkFirst},
	{Constraint, []string{"no longer allowed|permitted|entitled to", "no longer be allowed|permitted|entitled to", "YOU may|can no longer", "YOU are forbidden|prohibited to"}, plain, talkFirst},
	{Constraint, []string{"no longer accept|tolerate|accepted|acceptable|tolerated|allowed|permitted", "will|shall not accept|tolerate any", "zero tolerance"}, plain, nil},
	{Constraint, []string{"not allowed|permitted to", "YOU may|can not"}, again, talkFirst},
	{Constraint, []string{"do|will|shall not accept|tolerate|allow|let"}, again, nil},
	{Constraint, []string{"from now|here on YOU will|must|shall", "from now|here on YOU have|need|are to", "YOU will|must|shall from now|here on"}, plain, bothOfUs},
	{Constraint, []string{"as consequence|result of", "as a consequence|result of", "in consequence of"}, bad, together},
	{Constraint, []string{"as consequence|result YOU", "as a consequence|result YOU", "in consequence YOU", "after|given what happened", "because of what happened", "after what YOU"}, plain, nil},
	{Constraint, []string{"under no circumstances|condition|conditions", "or else $", "last|final warning|chance", "one last|more chance", "only if YOU first|prove", "ever again"}, plain, nil},
	{Constraint, []string{"YOU will|must have to prove|earn|justify", "YOU have|need|must|will to prove|earn|justify", "YOU will|must prove|justify|pay for"}, plain, nil},

	{Blame, []string{"YOU always|constantly|continually|forever"}, bad, whenThey},
	{Blame, []string{"YOU are always|constantly|continually|forever"}, bad, whenTheyAre},
	{Blame, []string{"YOU have always|never|constantly"}, bad, nil},
	{Blame, []string{"YOU never =ANSWER", "YOU never ever =ANSWER"}, plain, needTo},
	{Blame, []string{"YOU have|had never ANSWERED", "YOU are never there|ready|reachable|honest|satisfied|happy|punctual|prepared|on|available"}, plain, nil},
	{Blame, []string{"YOU keep|kept CHANGING", "YOU broke|caused|ruined|ignored|betrayed|abandoned|misled|cheated|spoiled"}, plain, nextTime},
	{Blame, []string{"your|their fault|doing", "YOURS own fault", "YOURS failure|inability|unwillingness to", "are|is|was YOURS mistake|problem|failure", "because of you|them", "YOU are|were to blame", "blame YOU|them", "thanks to you|them"}, plain, nil},
	{Blame, []string{"because|thanks|due of|to YOURS"}, bad, nil},
	{Blame, []string{"YOU let|left us|me down", "YOU failed us|me", "YOU forced|force us|me", "YOU made us|me wait|look|pay|beg|lose", "YOU lied|lie", "YOU people", "typical of YOU|them", "typical YOU"}, plain, nil},
	{Blame, []string{"YOU failed|fail|refuse|refused|neglected|neglect|forgot to", "YOU were supposed|meant to", "YOU do not =care|listen|bother|respect", "YOU did not =ANSWER", "YOU can not even"}, plain, needTo},
	{Blame, []string{"YOU should|could have ANSWERED", "if only YOU", "if it was|were|had not been|for you|them", "YOU only care|think", "YOU are SCOLDED", "YOU are the problem|reason"}, plain, nil},

	{NaySaying, []string{"WILL never work|fly|succeed|last|happen", "never going to work|happen|fly|succeed", "not going to work|happen|fly|succeed", "THIS will|would|can not work|happen|last|fly|succeed|help", "can|could not|never be done", "can|could never be done"}, plain, toWork},
	{NaySaying, []string{"THIS will|would not $"}, plain, nil},
	{NaySaying, []string{"we|they will|would never =manage|agree|accept|reach|afford|allow|believe", "we|they will|would never =be able", "we|they will|would never =get there", "we|they can never =agree|afford"}, plain, toDo},
	{NaySaying, []string{"we|i tried that|this|it|all =before|already|once|twice|in|last|and|but|years|several|many|$", "we|i have tried|done that|this|it|all =before|already|once|twice|in|last|and|but|years|several|many|$", "been tried before", "tried|done it|that before", "been there done that"}, plain, nil},
	{NaySaying, []string{"is|are impossible to", "is|are hopeless|pointless|futile|useless to"}, plain, toDoThat},
	{NaySaying, []string{"SEEMS unrealistic|impossible|utopian|hopeless|pointless|naive|nonsense|doomed|illusory|futile|absurd", "SEEMS not realistic|doable|feasible|viable", "SEEMS too ambitious|optimistic|idealistic|naive", "SEEMS a pipe|fantasy|illusion"}, plain, toWork},
	{NaySaying, []string{"pipe dream", "wishful thinking", "lost cause", "waste of time|money|effort", "no point in|to", "there is no way|point|chance|hope|use =we|they|that|this|it|you|of|in|$", "dream on", "good luck with", "fat chance", "makes|make no sense", "not a chance", "in the real world", "easier said than", "nobody believes|expects", "nobody will|would ever", "no one will|would ever", "no one believes|expects"}, plain, nil},
	{NaySaying, []string{"i|we doubt that|it|this|whether|if", "sounds nice|good|lovely|great but", "nice|lovely idea but", "it is too late for|to"}, plain, nil},

	{Rehash, []string{"last TIME you|they|your|their|we|the|there|it|our", "last TIME YOU"}, accuses, aboutThat},
	{Rehash, []string{"in|since|back TIME you|they|we|your|their", "in|since|back NUM you|they|we|your|their", "back in TIME|NUM"}, accuses, aboutThat},
	{Rehash, []string{"YOU CANCELLED", "YOURS CANCELLED"}, dated, nextTime},
	{Rehash, []string{"we|i waited|lost|chased|begged|paid"}, dated, nil},
	{Rehash, []string{"back then", "in those days", "at the time YOU", "as|like it was|did|were|happened in|last", "as|like in|last TIME|NUM", "in the past", "ever since YOU|the|that", "for years|months|weeks YOU|we|your|their", "all these|those years", "history|experience shows|teaches"}, sour, nil},
	{Rehash, []string{"as|like happened", "as|like it happened", "what happened in|last|back TIME|the", "as YOU did in|last|back|then", "like|as last time", "again and again YOU|we|it|they|had|have", "time and again", "time after time", "over and over", "once again YOU", "yet again YOU", "YOU again and again|=$"}, sour, nil},
	{Rehash, []string{"again and again", "TIME incident|disaster|fiasco|debacle|affair|mess|chaos", "incident|disaster|fiasco|debacle|affair|mess|chaos in|of|last TIME|NUM|spring|year", "same old story", "the old story", "not the first time", "once too often", "for the third|fourth|fifth|tenth|hundredth|umpteenth time"}, plain, nil},
	{Rehash, []string{"have|has|had not forgotten", "still remember|recall", "remember|recall last TIME"}, sour, nil},
	{Rehash, []string{"remember|recall when|how|what|that YOU"}, accuses, nil},

	{Extrapolation, []string{"as|like before only|but|plus", "same as before|always|ever|usual", "same as last TIME", "same only|but MORE", "like last TIME only|but|plus", "as|like we have always", "as|like we always have|do|did", "as|like it has always", "the way we have always", "the way we always", "more of the same", "business as usual", "just|exactly like before|always", "as always only|but"}, plain, yearOn},
	{Extrapolation, []string{"we|both|sides|us|will|shall continue to =VERB", "want|intend|plan|aim|hope|wish to continue to =VERB"}, plain, yearOn},
	{Extrapolation, []string{"continue|carry|go|keep on as|like before|usual|always|ever|we", "continue as|like before|usual|always|ever|we", "keep doing what|it|this|that|the", "stay|remain|stays|remains as we|it|things|they"}, plain, nil},
	{Extrapolation, []string{"NUM percent|per MORE", "NUM per cent MORE", "by NUM percent", "by NUM per cent", "by another NUM"}, yearly, nil},
	{Extrapolation, []string{"MORE than last TIME", "MORE * than last TIME", "MORE * * than last TIME", "MORE than before", "MORE * than before"}, ahead, nil},
}

// classes are the names in patterns.
var classes = map[string]map[string]bool{
	"YOU":   asSet("you they"),
	"YOURS": asSet("your their"),
	"THIS":  asSet("it that this those these plan idea proposal approach date target goal vision model calendar schedule deadline figure number"),
	"WILL":  asSet("will would can could shall may might"),
	"SEEMS": asSet("is are be sounds seems looks feels remains"),
	"TIME": asSet("january february march april may june july august september october november december " +
		"spring summer autumn fall winter year years month week weeks quarter season christmas easter time days " +
		"monday tuesday wednesday thursday friday saturday sunday night"),
	"WHEN": asSet("january february march april june july august september october november december " +
		"spring summer autumn winter year month week quarter season christmas easter yesterday ago 2019 2020 2021 2022 2023 2024 2025"),
	"MORE": asSet("more less fewer better faster cheaper bigger higher quicker lower larger stronger"),
	"ANSWER": asSet("answer listen tell call ask deliver pay keep send reply respond come show care say read check think plan warn inform admit " +
		"apologise apologize understand accept follow share give help support turn confirm honour honor ring write let stick arrive do"),
	"ANSWERED": asSet("answered listened told called asked delivered paid kept sent replied responded come shown cared said read checked thought planned " +
		"warned informed admitted apologised apologized understood accepted followed shared given helped supported confirmed honoured known done seen rung written let been spoken"),
	"CHANGING":  asSet("changing moving cancelling canceling postponing delaying forgetting ignoring missing pushing complaining blaming breaking interrupting raising losing refusing demanding"),
	"CANCELLED": asSet("cancelled canceled missed forgot changed moved ignored refused dropped lost delayed postponed failed stopped raised cut broke promised blocked damaged withheld"),
	"SCOLDED":   asSet("unreliable incompetent lazy arrogant careless dishonest selfish stubborn impossible ungrateful slow lying hopeless difficult"),
}

var (
	leaning = asSet("simply just really still also probably honestly frankly quite completely totally absolutely utterly all already actually clearly " +
		"surely certainly obviously ever far way much even yet once")
	denials      = asSet("not never nobody nothing none without no neither hardly")
	refusals     = asSet("not never nobody nothing without neither nor instead rather avoid stop less hardly no")
	suppositions = asSet("if when whenever whether unless where until before should while wherever how")
	wishes       = asSet("so sure which hope wish want glad grateful thank know love like appreciate trust")
	conditions   = asSet("without unless until if when alone")
	praises      = asSet("thank thanks grateful glad appreciate proud welcome praise love liked loved works worked succeeded helped enjoy gladly kindly")
	others       = asSet("you your yours they their theirs them")
	agains       = asSet("again anymore last")
	pastMarks    = asSet("last ago yesterday in then back since this during")
	times        = asSet("last previous year years month quarter week before annually yearly each every again season now today")
	facts        = asSet("was were had sold shipped grew rose fell carried delivered needed used lost made cost")
	aheads       = asSet("will shall want wants aim aims plan plans should must goal target hope intend next let")
	numbers      = asSet("two three four five six seven eight nine ten twelve fifteen twenty thirty forty fifty hundred")
	articles     = asSet("a an the this that these those our your their its next page")
	nobodys      = asSet("we i you it they he she this that these those the a an our your their my nobody everybody somebody someone everyone there what who and but so as then people one")
)

// troubles are how words of trouble begin.
var troubles = strings.Fields("late delay cancel miss forg ignor refus fail lose losing lost break broke blam complain wrong mistake fault damag " +
	"postpon interrupt argu wait excus drop unprepared unpaid overdue chaos trouble mess disaster fiasco quarrel angr dispute problem " +
	"complaint surpris rude unanswered incident change chang mov demand push raise overrul contradict behind accus threat late unreliab " +
	"neglect breach outage shortfall shortage conflict crisis last-minute disappoint reject spoil")

// innocent are words that only begin so.
var innocent = asSet("latest later lately  movie movies mission permission message messages dropbox breakfast breakthrough broker forge forged forgive forgave forgiven lateral")

func isBad(w word) bool {
	if innocent[w.is] {
		return false
	}
	return whole[w.is] || slices.ContainsFunc(troubles, func(t string) bool { return strings.HasPrefix(w.is, t) })
}

// whole are words of trouble as they stand.
var whole = asSet("too lie lies lied lying hid hide hides hidden let-down s denied")

func isPast(w word) bool {
	return strings.HasSuffix(w.is, "ed") && len(w.is) > 4 || pasts[w.is]
}

var pasts = asSet("was were had did lost broke forgot let left came sent told said made went kept took gave cut stood fell rang sat hid got knew")
