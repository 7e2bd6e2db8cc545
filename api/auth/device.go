package auth

import "strings"

// word is how something is called, and by what it is known in what a browser calls itself.
type word struct{ mark, name string }

// The first mark that is found counts: later ones are in the others' names too.
var browsers = []word{
	{"Edg", "Edge"},
	{"OPR/", "Opera"},
	{"SamsungBrowser/", "Samsung Internet"},
	{"Firefox/", "Firefox"},
	{"FxiOS/", "Firefox"},
	{"CriOS/", "Chrome"},
	{"Chrome/", "Chrome"},
	{"Safari/", "Safari"},
}

var machines = []word{
	{"iPhone", "iPhone"},
	{"iPad", "iPad"},
	{"Android", "Android"},
	{"CrOS", "Chromebook"},
	{"Windows", "Windows"},
	{"Macintosh", "Mac"},
	{"Linux", "Linux"},
}

// DeviceWords says in plain words what a browser calls itself, as in "Firefox on Android".
func DeviceWords(agent string) string {
	browser, machine := known(browsers, agent), known(machines, agent)
	switch {
	case browser != "" && machine != "":
		return browser + " on " + machine
	case browser != "" || machine != "":
		return browser + machine
	}
	program, _, _ := strings.Cut(strings.TrimSpace(agent), "/")
	if program = cut(program, 40); program == "" {
		return "An unknown device"
	}
	return "A program, " + program
}

func known(words []word, agent string) string {
	for _, w := range words {
		if strings.Contains(agent, w.mark) {
			return w.name
		}
	}
	return ""
}
