package main

import (
	"encoding/json"
	"net/http"
	"strings"
)

type manifestImage struct {
	Src     string `json:"src"`
	Sizes   string `json:"sizes"`
	Type    string `json:"type"`
	Purpose string `json:"purpose,omitempty"`
	Factor  string `json:"form_factor,omitempty"`
	Label   string `json:"label,omitempty"`
}

type manifestShortcut struct {
	Name  string          `json:"name"`
	URL   string          `json:"url"`
	Icons []manifestImage `json:"icons"`
}

// manifest says how a phone installs the portal. A manifest has one pair of colours: those of
// the light theme; pages name both.
func (p *portal) manifest(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/manifest+json")
	w.Header().Set("Cache-Control", "no-cache")
	small := p.image("icon-192.png", "192x192")
	maskable := p.image("icon-maskable-512.png", "512x512")
	maskable.Purpose = "maskable"
	_ = json.NewEncoder(w).Encode(map[string]any{ // a reader that is gone needs no answer
		"id": "/", "name": "Midspan", "short_name": "Midspan", "lang": "en", "dir": "ltr",
		"description": "The room where two organisations give their relationship a second start.",
		"categories":  []string{"business", "productivity"},
		"start_url":   "/", "scope": "/",
		"display": "standalone", "display_override": []string{"standalone", "minimal-ui"}, "orientation": "any",
		"background_color": "#F6F3ED", "theme_color": "#F6F3ED",
		"icons": []manifestImage{p.image("favicon.svg", "any"), small, p.image("icon-512.png", "512x512"), maskable},
		"shortcuts": []manifestShortcut{
			{"New note", "/share", []manifestImage{small}},
			{"Add a relationship", "/new", []manifestImage{small}},
		},
		"screenshots": p.screenshots(),
		"share_target": map[string]any{
			"action": "/share", "method": "POST", "enctype": "application/x-www-form-urlencoded",
			"params": map[string]string{"title": "title", "text": "text", "url": "url"},
		},
	})
}

func (p *portal) image(name, sizes string) manifestImage {
	kind, _, _ := strings.Cut(p.assets.files[name].kind, ";")
	return manifestImage{Src: p.assets.href(name), Sizes: sizes, Type: kind}
}

// screenshots are pictures of the demo, for who thinks about installing the portal.
func (p *portal) screenshots() []manifestImage {
	vision, home := p.image("screen-narrow.webp", "780x1688"), p.image("screen-wide.webp", "1280x800")
	vision.Factor, vision.Label = "narrow", "Both sides write their vision"
	home.Factor, home.Label = "wide", "What comes next in a relationship"
	return []manifestImage{vision, home}
}
