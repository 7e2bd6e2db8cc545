package web

import (
	"bytes"
	"image/png"
	"io/fs"
	"strings"
	"testing"
)

func TestTheStyleSheetIsWholeAndReachesForNothingOutside(t *testing.T) {
	css := string(Style())
	if !strings.HasPrefix(css, "/* Colour belongs to people") {
		t.Error("the tokens do not come first")
	}
	if open, closed := strings.Count(css, "{"), strings.Count(css, "}"); open != closed {
		t.Errorf("%d braces open, %d close", open, closed)
	}
	for _, outside := range []string{"@import", "url(", "http:", "https:"} {
		if strings.Contains(css, outside) {
			t.Errorf("the style sheet holds %s", outside)
		}
	}
}

func TestIconsHaveTheSizeInTheirNames(t *testing.T) {
	for name, size := range map[string]int{"icon-192.png": 192, "icon-512.png": 512, "icon-maskable-512.png": 512} {
		file, err := fs.ReadFile(Icons(), name)
		if err != nil {
			t.Fatal(err)
		}
		picture, err := png.DecodeConfig(bytes.NewReader(file))
		if err != nil || picture.Width != size || picture.Height != size {
			t.Errorf("%s is %d by %d, %v", name, picture.Width, picture.Height, err)
		}
	}
}
